import { describe, expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import type { Credential, CredentialReport } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import { createMemoryStore } from '../store/memory-store.ts'
import { createSession, type SessionEvent, type SessionProvider } from './session.ts'

const day = 86_400_000
const lost = () => new LoginError('lost', { code: 'network-failed', retryable: true })
const rejected = () => new LoginError('over', { code: 'credential-rejected' })

type Toy = Credential<'toy'>

async function setUp(overrides: Partial<SessionProvider<Toy>> = {}) {
  let now = Date.UTC(2027, 0, 1)
  const clock: Clock = {
    now: () => now,
    wait: async (ms, signal) => {
      signal?.throwIfAborted()
      now += ms
    },
  }
  const store = createMemoryStore()
  const calls: string[] = []
  const provider: SessionProvider<Toy> = {
    name: 'toy',
    parseCredential: (value) => value as Toy,
    check: async () => ({ status: 'valid' }),
    refresh: async (old, { save } = {}) => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      const renewed = { ...old, issuedAt: now, expiresAt: now + 90 * day }
      await save?.(renewed)
      return renewed
    },
    ...overrides,
  }
  const recording: SessionProvider<Toy> = {
    ...provider,
    check(...args) {
      calls.push('check')
      return provider.check(...args)
    },
    refresh(...args) {
      calls.push('refresh')
      return provider.refresh(...args)
    },
  }
  const first: Toy = { provider: 'toy', version: 1, userId: '42', issuedAt: now, expiresAt: now + 90 * day }
  await store.write(first)
  const events: SessionEvent<Toy>[] = []
  const open = () =>
    createSession({
      provider: recording,
      store,
      account: '42',
      clock,
      random: { bytes: () => new Uint8Array(1) },
      onEvent: (event) => events.push(event),
    })
  return { clock, store, calls, events, first, open, session: open() }
}

describe('a credential', () => {
  test('that is good is given as it is, and asked about once a day', async () => {
    const { session, clock, calls, first } = await setUp()
    for (let hours = 0; hours < 72; hours++) {
      expect(await session.credential()).toEqual(first)
      await clock.wait(3_600_000)
    }
    expect(calls).toEqual(['check', 'check', 'check'])
  })

  test('is renewed when the service advises it, and stored', async () => {
    const reports: CredentialReport[] = [{ status: 'stale' }]
    const { session, store, calls, events, clock } = await setUp({
      check: async () => reports.shift() ?? { status: 'valid' },
    })
    await clock.wait(day)
    const renewed = await session.credential()
    expect(renewed.issuedAt).toBe(clock.now())
    expect(await store.read({ provider: 'toy', userId: '42' })).toEqual(renewed)
    expect(events).toEqual([{ type: 'refreshed', credential: renewed }])
    await session.credential()
    expect(calls).toEqual(['check', 'refresh'])
  })

  test('is renewed without being told once a third of its life is left', async () => {
    const { session, clock, calls } = await setUp()
    await clock.wait(60 * day)
    await session.credential()
    expect(calls).toEqual(['refresh'])
  })

  test('is renewed once, however many ask at once, in one process or several', async () => {
    const { session, open, clock, calls } = await setUp()
    await clock.wait(60 * day)
    const sessions = [session, session, ...Array.from({ length: 10 }, open)]
    const all = await Promise.all(sessions.map((one) => one.credential()))
    expect(new Set(all.map(({ issuedAt }) => issuedAt)).size).toBe(1)
    expect(calls).toEqual(['refresh'])
  })

  test('goes on serving while a refresh fails, which is tried again later and later', async () => {
    let failing = true
    const { session, clock, calls, events, first } = await setUp({
      refresh: async (old) => {
        if (failing) throw lost()
        return { ...old, issuedAt: 1 }
      },
    })
    await clock.wait(60 * day)
    for (let minutes = 0; minutes < 60; minutes++) {
      expect(await session.credential()).toEqual(first)
      await clock.wait(60_000)
    }
    expect(calls.length).toBeGreaterThan(3)
    expect(calls.length).toBeLessThan(9)
    expect(events[0]).toMatchObject({ type: 'expiring', expiresAt: first.expiresAt, error: { code: 'network-failed' } })
    failing = false
    await clock.wait(day)
    expect(await session.credential()).toMatchObject({ issuedAt: 1 })
  })

  test('goes on serving while the store cannot be written to, and the service is not asked for a new one', async () => {
    const { session, clock, store, calls, events, first } = await setUp()
    await clock.wait(60 * day)
    const { write } = store
    store.write = () => Promise.reject(new LoginError('full', { code: 'store-unavailable' }))
    expect(await session.credential()).toEqual(first)
    expect(events).toMatchObject([{ type: 'expiring', error: { code: 'store-unavailable' } }])
    expect(calls).toEqual([])
    store.write = write
    await clock.wait(day)
    expect(await session.credential()).toMatchObject({ issuedAt: clock.now() })
  })

  test('that cannot be renewed is given until it ends', async () => {
    const notRenewable = () => Promise.reject(new LoginError('no token', { code: 'not-renewable' }))
    const { session, clock, events, first } = await setUp({ refresh: notRenewable })
    await clock.wait(80 * day)
    expect(await session.credential()).toEqual(first)
    expect(events).toMatchObject([{ type: 'expiring', expiresAt: first.expiresAt, error: { code: 'not-renewable' } }])
    await clock.wait(11 * day)
    await expect(session.credential()).rejects.toMatchObject({ code: 'credential-rejected' })
    expect(events.at(-1)).toMatchObject({ type: 'expired' })
  })

  test('that has run out while the service is away is not passed off as good', async () => {
    const { session, clock, calls } = await setUp({ refresh: () => Promise.reject(lost()) })
    await clock.wait(91 * day)
    await expect(session.credential()).rejects.toMatchObject({ code: 'network-failed' })
    // Nor a moment later, while nothing is asked.
    await expect(session.credential()).rejects.toMatchObject({ code: 'network-failed' })
    expect(calls).toEqual(['refresh'])
  })

  test('goes on serving while the service cannot be asked about it', async () => {
    const { session, first, calls } = await setUp({ check: () => Promise.reject(lost()) })
    expect(await session.credential()).toEqual(first)
    expect(await session.credential()).toEqual(first)
    expect(calls).toEqual(['check'])
  })

  test.each([
    ['the service says that it has ended', { check: async () => ({ status: 'expired' }) as const }],
    [
      'the service will not renew it',
      { check: async () => ({ status: 'stale' }) as const, refresh: () => Promise.reject(rejected()) },
    ],
  ])('is at its end when %s: the app is told, and the store keeps it', async (_why, overrides) => {
    const { session, events, store, first } = await setUp(overrides)
    await expect(session.credential()).rejects.toMatchObject({ code: 'credential-rejected' })
    expect(events).toMatchObject([{ type: 'expired', error: { code: 'credential-rejected' } }])
    expect(await store.read({ provider: 'toy', userId: '42' })).toEqual(first)
  })

  test('that is not there says so', async () => {
    const { session, store } = await setUp()
    await store.delete({ provider: 'toy', userId: '42' })
    await expect(session.credential()).rejects.toMatchObject({
      code: 'credential-rejected',
      hint: { en: 'Log in first.' },
    })
  })

  test('is waited for only until the caller aborts; the others get theirs', async () => {
    const { session, clock } = await setUp()
    await clock.wait(60 * day)
    const controller = new AbortController()
    const mine = session.credential({ signal: controller.signal })
    const theirs = session.credential()
    controller.abort('enough')
    await expect(mine).rejects.toBe('enough')
    expect(await theirs).toMatchObject({ issuedAt: clock.now() })
  })
})

test('keep stays with it through a year, and stops when told', async () => {
  const { session, clock, calls, events } = await setUp()
  const controller = new AbortController()
  const start = clock.now()
  const { wait } = clock
  clock.wait = async (ms, signal) => {
    if (clock.now() - start > 365 * day) controller.abort('a year')
    await wait(ms, signal)
  }
  await expect(session.keep({ signal: controller.signal })).rejects.toBe('a year')
  expect(events.map(({ type }) => type)).toEqual(Array(6).fill('refreshed'))
  expect(calls.filter((call) => call === 'check').length).toBeGreaterThan(300)
})

test('keep stays through a service that is away and a store that cannot be read, even past the end', async () => {
  let away = true
  const { session, clock, store, events } = await setUp({
    refresh: async (old, { save } = {}) => {
      if (away) throw lost()
      const renewed = { ...old, issuedAt: clock.now(), expiresAt: clock.now() + 90 * day }
      await save?.(renewed)
      return renewed
    },
  })
  const controller = new AbortController()
  await clock.wait(91 * day)
  const { wait } = clock
  const { read } = store
  let looks = 0
  clock.wait = async (ms, signal) => {
    looks += 1
    if (looks === 3) store.read = () => Promise.reject(new LoginError('locked', { code: 'store-unavailable' }))
    if (looks === 6) store.read = read
    if (looks === 8) away = false
    if (events.at(-1)?.type === 'refreshed') controller.abort('enough')
    expect(ms).toBeGreaterThanOrEqual(1_000)
    await wait(ms, signal)
  }
  await expect(session.keep({ signal: controller.signal })).rejects.toBe('enough')
  const told = events.map((event) => (event.type === 'expiring' ? event.error.code : event.type))
  expect(told).toEqual([
    ...Array(3).fill('network-failed'),
    ...Array(3).fill('store-unavailable'),
    ...Array(2).fill('network-failed'),
    'refreshed',
  ])
})

test('keep ends where the person must log in again', async () => {
  const { session } = await setUp({ check: async () => ({ status: 'expired' }) })
  const { signal } = new AbortController()
  await expect(session.keep({ signal })).rejects.toMatchObject({ code: 'credential-rejected' })
})

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { readCredential } from './credential.ts'
import { LoginError } from './errors/login-error.ts'
import { createToyMethod, credential, done, type Move, show, type ToyCredential } from './flow/toy-method.fixture.ts'
import type { LoginMethod } from './method.ts'
import { defineProvider } from './provider.ts'

const phone = { label: { en: 'Phone number', zh: '手机号' } }

function createToy(moves: Move[] = []) {
  const sms: LoginMethod<{ phone: string; note?: string }, { at: number }, ToyCredential> = {
    ...createToyMethod(moves),
    id: 'toy/sms',
    fields: { phone, note: { ...phone, optional: true } },
  }
  return defineProvider(
    {
      name: 'toy',
      methods: { list: createToyMethod(moves), sms },
      parseCredential: (value) => readCredential(value, { provider: 'toy', version: 1 }).base,
      cookies: () => [],
      check: async () => ({ status: 'valid' }),
      refresh: async (old, { save }) => {
        const renewed = { ...old, issuedAt: 1 }
        await save(renewed)
        return renewed
      },
      logout: async (_old, { signal }) => signal.throwIfAborted(),
    },
    { clock: { now: () => 0, wait: async () => undefined } },
  )
}

describe('beginning', () => {
  test('finds the method and drives it', async () => {
    expect(
      await createToy([show(1), done])
        .login('list')
        .finish(),
    ).toEqual(credential)
    expect(
      await createToy([done])
        .login('sms', { input: { phone: '1' } })
        .finish(),
    ).toEqual(credential)
  })

  test('names the methods there are when one is unknown', () => {
    // @ts-expect-error there is no such method
    expect(() => createToy().login('pigeon')).toThrow('toy has no login method of the name "pigeon"')
    // @ts-expect-error nor is what every object has a method
    expect(() => createToy().login('constructor')).toThrow('toy has no login method')
  })

  test('names the field that is missing', () => {
    // @ts-expect-error sms needs a phone
    expect(() => createToy().login('sms')).toThrow('toy/sms: `input.phone` is missing (Phone number)')
    expect(() => createToy().login('sms', { input: { phone: '' } })).toThrow('`input.phone` is missing')
  })

  test.each([{ phone: 13_800_000_000 }, { phone: ['1'] }, { phone: '1', note: 86 }])(
    'refuses %j: not text',
    (input) => {
      expect(() => createToy().login('sms', { input: input as never })).toThrow('should be text (Phone number)')
    },
  )
})

describe('resuming', () => {
  const snapshot = async () => {
    const flow = createToy([show(1)]).login('list')
    for await (const _event of flow) break
    return flow.snapshot()
  }

  test('finds the method by the snapshot', async () => {
    expect(
      await createToy([done])
        .resume(await snapshot())
        .finish(),
    ).toEqual(credential)
  })

  test.each([
    [{ method: 'other/list' }, 'toy has no login method of the name "other/list"'],
    [{ method: 'toy/pigeon' }, 'toy has no login method of the name "pigeon"'],
    [{ method: 'toy/list/more' }, 'toy has no login method of the name "list/more"'],
    [{ method: 'tok-3n' }, 'toy has no login method of the name "…"'],
    [{ version: 2 }, 'written by a newer release'],
    [{ version: '1' }, '`version` should be a number'],
    [{ stage: { next: 'done', credential: { provider: 'toy' } } }, '`version` should be a number'],
    [{ shown: [{ type: 'qr-ready', qr: { kind: 'text', text: '' } }] }, '`qr.text` is empty'],
  ])('refuses a snapshot with %j', async (change, message) => {
    const damaged = { ...(await snapshot()), ...change } as never
    expect(() => createToy().resume(damaged)).toThrow(message)
  })
})

describe('a credential', () => {
  test('never prints itself', async () => {
    const { refresh, parseCredential } = createToy()
    const saved: ToyCredential[] = []
    const renewed = await refresh(credential, { save: (one) => void saved.push(one) })
    for (const one of [parseCredential(credential), renewed, ...saved]) {
      expect(inspect({ nested: [one] }, { depth: 9 })).toBe('{ nested: [ [toy credential, hidden] ] }')
    }
    expect(saved).toEqual([renewed])
    expect(JSON.parse(JSON.stringify(renewed))).toEqual({ ...credential, issuedAt: 1 })
  })

  test('of another provider, or of a newer release, is refused with what to do', () => {
    const { parseCredential } = createToy()
    const failing = (value: unknown) => {
      try {
        return parseCredential(value)
      } catch (error) {
        return error
      }
    }
    expect(failing({ ...credential, provider: 'bilibili' })).toMatchObject({
      code: 'input-invalid',
      message: 'this credential belongs to bilibili, not to toy',
    })
    expect(failing({ ...credential, provider: 'cookie=1' })).toMatchObject({
      message: 'this credential belongs to …, not to toy',
    })
    expect(failing({ ...credential, version: 2 })).toMatchObject({ hint: { en: 'Update @denglu/toy.' } })
    expect(LoginError.is(failing('nonsense'), 'input-invalid')).toBe(true)
  })

  test('of another service is refused by every call on it, before anything is sent', async () => {
    const { check, refresh, logout, cookies } = createToy()
    const foreign = { ...credential, provider: 'bilibili' } as never
    for (const call of [check, refresh, logout]) {
      await expect(call(foreign)).rejects.toMatchObject({ code: 'input-invalid' })
    }
    expect(() => cookies(foreign)).toThrow('belongs to bilibili, not to toy')
  })

  test('calls on it obey a signal', async () => {
    await expect(createToy().logout(credential, { signal: AbortSignal.abort('no') })).rejects.toBe('no')
  })
})

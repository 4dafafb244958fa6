import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const nav = 'https://api.bilibili.com/x/web-interface/nav'
const home = 'https://www.bilibili.com/'
const poll = '/x/passport-login/web/qrcode/poll'

test.each([
  ['reset', 'ECONNRESET'],
  ['refuse', 'ECONNREFUSED'],
] as const)('%s rejects as fetch does', async (kind, code) => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind })
  const failure = await fetch(nav).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(TypeError)
  expect(failure).toMatchObject({ message: 'fetch failed', cause: { code } })
})

test('status answers like a gateway, or as it is told', async () => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind: 'status', status: 502, times: 1 })
  const gateway = await fetch(nav)
  expect([gateway.status, gateway.headers.get('content-type')]).toEqual([502, 'text/html; charset=utf-8'])

  faults.add({ kind: 'status', status: 429, body: '', headers: { 'retry-after': '7' } })
  const limited = await fetch(nav)
  expect([limited.status, limited.headers.get('retry-after'), await limited.text()]).toEqual([429, '7', ''])
})

test('html is a page where JSON belongs', async () => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind: 'html' })
  const response = await fetch(nav)
  expect(response.status).toBe(200)
  await expect(response.json()).rejects.toThrow(SyntaxError)
})

test('truncate ends in the middle of the body', async () => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind: 'truncate' })
  const response = await fetch(nav)
  expect(response.status).toBe(200)
  const read: Buffer[] = []
  await expect(async () => {
    for await (const chunk of response.body ?? []) read.push(Buffer.from(chunk))
  }).rejects.toThrow(expect.objectContaining({ name: 'TypeError', message: 'terminated' }))
  const length = Number(response.headers.get('content-length'))
  expect(Buffer.concat(read).length).toBeGreaterThan(0)
  expect(Buffer.concat(read).length).toBeLessThan(length)
})

test('drop-cookies loses them all', async () => {
  const { fetch, faults } = createEmulator()
  const fault = faults.add({ kind: 'drop-cookies' })
  expect((await fetch(home)).headers.getSetCookie()).toEqual([])
  fault.remove()
  expect((await fetch(home)).headers.getSetCookie()).toHaveLength(2)
})

test('latency delays, adds up with another fault, and gives way to an abort', async () => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind: 'latency', delayMs: 30, times: 1 })
  faults.add({ kind: 'status', status: 503, times: 1 })
  const startedAt = performance.now()
  expect((await fetch(nav)).status).toBe(503)
  expect(performance.now() - startedAt).toBeGreaterThan(25)

  faults.add({ kind: 'latency', delayMs: 3_600_000 })
  const reason = new Error('enough')
  const controller = new AbortController()
  const waiting = fetch(nav, { signal: controller.signal })
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
})

test('a fault meets only what it matches, so many times', async () => {
  const { fetch, faults } = createEmulator()
  const fault = faults.add({
    kind: 'status',
    status: 500,
    times: 2,
    match: { host: 'api.bilibili.com', path: '/x/web-interface/nav', method: 'get' },
  })
  expect((await fetch(home)).status).toBe(200)
  expect((await fetch(nav, { method: 'POST' })).status).toBe(405)
  expect((await fetch('https://api.bilibili.com/x/web-frontend/getbuvid')).status).toBe(200)
  const statuses = [await fetch(nav), await fetch(nav), await fetch(nav)].map(({ status }) => status)
  expect(statuses).toEqual([500, 500, 200])
  expect(fault.hits).toBe(2)
})

test('a path may be a pattern', async () => {
  const { fetch, faults } = createEmulator()
  faults.add({ kind: 'status', status: 500, match: { path: /^\/x\/web-/g } })
  const urls = [nav, nav, 'https://api.bilibili.com/x/web-frontend/getbuvid', home]
  const statuses = await Promise.all(urls.map(async (url) => (await fetch(url)).status))
  expect(statuses).toEqual([500, 500, 500, 200])
})

test('a rate strikes about that share, and the same requests under the same seed', async () => {
  const run = async (seed: string) => {
    const { fetch, faults } = createEmulator({ seed })
    faults.add({ kind: 'status', status: 500, rate: 0.3 })
    const failed: boolean[] = []
    for (let i = 0; i < 200; i += 1) failed.push((await fetch(nav)).status === 500)
    return failed
  }
  const once = await run('rate')
  expect(await run('rate')).toEqual(once)
  expect(await run('other')).not.toEqual(once)
  const share = once.filter(Boolean).length / once.length
  expect(share).toBeGreaterThan(0.2)
  expect(share).toBeLessThan(0.4)
})

test('faults do not shift the ids of a seeded run', async () => {
  const run = async (rate: number) => {
    const { fetch, faults } = createEmulator({ seed: 'ids' })
    faults.add({ kind: 'latency', delayMs: 0, rate })
    return (await createClient(fetch).generate()).qrcode_key
  }
  expect(await run(0.9)).toBe(await run(0))
})

test.each(['truncate', 'reset', 'status', 'html'] as const)(
  '%s keeps a success for the next poll, unless its answer is what got lost',
  async (kind) => {
    const { fetch, faults, bilibili } = createEmulator()
    const client = createClient(fetch)
    const next = async (lost: 'request' | 'answer') => {
      const { url, qrcode_key: key } = await client.generate()
      bilibili.phone.confirm(url)
      const match = { path: poll }
      faults.add(kind === 'status' ? { kind, status: 502, lost, match, times: 1 } : { kind, lost, match, times: 1 })
      await client.poll(key).catch(() => undefined)
      return (await client.poll(key)).body.data.code
    }
    expect(await next('request')).toBe(0)
    expect(await next('answer')).toBe(86038)
  },
)

test('a truncated answer that got lost still carries its cookies', async () => {
  const { fetch, faults, bilibili } = createEmulator()
  const { url, qrcode_key } = await createClient(fetch).generate()
  bilibili.phone.confirm(url)
  faults.add({ kind: 'truncate', lost: 'answer' })
  const response = await fetch(`https://passport.bilibili.com${poll}?qrcode_key=${qrcode_key}`)
  expect(response.headers.getSetCookie()).toHaveLength(5)
  await expect(response.text()).rejects.toThrow('terminated')
})

test('a skewed service is wrong about the time everywhere it tells it, and about no lifetime', async () => {
  const clock = createManualClock()
  const { fetch, faults, bilibili } = createEmulator({ clock })
  const client = createClient(fetch)
  const { url, qrcode_key: key } = await client.generate()
  faults.skewClock(-3_600_000)
  bilibili.phone.confirm(url)
  const { response, body, cookies } = await client.poll(key)
  expect(body.data.timestamp).toBe(clock.now() - 3_600_000)
  expect(response.headers.get('date')).toBe(new Date(clock.now() - 3_600_000).toUTCString())
  const expiry = (clock.now() - 3_600_000) / 1000 + 15_552_000
  expect(cookies[0]?.value).toContain(`%2C${expiry}%2C`)

  const cookie = `SESSDATA=${cookies[0]?.value}`
  faults.clear()
  expect((await client.nav(cookie)).response.headers.get('date')).toBe(new Date(clock.now()).toUTCString())
  clock.advance(15_552_000_000 - 1)
  expect((await client.nav(cookie)).body.code).toBe(0)
})

import { afterAll, beforeAll, expect, test } from 'vitest'
import { readBody } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'
import { emulatorFetch } from './emulator-fetch.ts'
import type { Listening } from './listen.ts'

const emulator = createEmulator({ bilibili: { webSuccess: 'redirect-chain' } })
let server: Listening
let fetch: typeof globalThis.fetch

beforeAll(async () => {
  server = await emulator.listen()
  fetch = emulatorFetch(server.origin)
})
afterAll(() => server.close())

const qrcode = 'https://passport.bilibili.com/x/passport-login/web/qrcode'

async function successUrl(): Promise<string> {
  const { data } = await readBody(await fetch(`${qrcode}/generate`))
  emulator.bilibili.phone.confirm(data.url)
  const answer = await fetch(`${qrcode}/poll?qrcode_key=${data.qrcode_key}`)
  return (await readBody(answer)).data.url
}

test('a response keeps the platform url', async () => {
  const response = await fetch('https://api.bilibili.com/x/web-interface/nav?a=b')
  expect(response.url).toBe('https://api.bilibili.com/x/web-interface/nav?a=b')
  expect((await readBody(response)).code).toBe(-101)
})

test('a body goes along', async () => {
  const url = 'https://passport.bilibili.com/x/passport-tv-login/qrcode/auth_code'
  const body = new URLSearchParams('local_id=0&ts=0&appkey=4409e2ce8ffd12b8&sign=e134154ed6add881d28fbdf68653cd9c')
  expect((await readBody(await fetch(url, { method: 'POST', body }))).code).toBe(0)
})

test('redirects lead over platform hosts, each hop by the emulator', async () => {
  const url = await successUrl()
  const manual = await fetch(url, { redirect: 'manual' })
  expect(manual.status).toBe(302)
  expect(manual.headers.getSetCookie()).toHaveLength(6)
  expect(manual.headers.get('location')).toMatch(/^https:\/\/passport\.bilibili\.com\//)

  const followed = await fetch(url)
  expect([followed.url, followed.redirected, followed.status]).toEqual(['https://www.bilibili.com/', true, 200])
})

test('nothing else gets through, and no request is made for it', async () => {
  const sent: unknown[] = []
  const spying = emulatorFetch(server.origin, {
    fetch: async (input) => {
      sent.push(input)
      return new Response()
    },
  })
  await expect(spying('https://www.example.org/?secret')).rejects.toThrow(
    new TypeError('no service is emulated at www.example.org'),
  )
  await expect(spying(`${server.origin}/www.bilibili.com/`)).rejects.toThrow('127.0.0.1')
  expect(sent).toEqual([])
})

test.each(['http://192.168.0.2:80', 'https://127.0.0.1', 'http://localhost.example.org', 'ftp://127.0.0.1'])(
  '%s is no origin for it',
  (origin) => {
    expect(() => emulatorFetch(origin)).toThrow(TypeError)
  },
)

test.each(['http://localhost:1', 'http://[::1]:1', 'http://127.0.0.1:1/'])('%s is one', (origin) => {
  expect(() => emulatorFetch(origin)).not.toThrow()
})

test('an abort rejects with its own reason', async () => {
  const latency = emulator.faults.add({ kind: 'latency', delayMs: 3_600_000 })
  const reason = new Error('enough')
  const controller = new AbortController()
  const waiting = fetch('https://www.bilibili.com/', { signal: controller.signal })
  setTimeout(() => controller.abort(reason), 30)
  await expect(waiting).rejects.toBe(reason)
  latency.remove()
})

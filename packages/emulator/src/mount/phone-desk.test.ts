import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createClient, readBody } from '../__fixtures__/bilibili-client.ts'
import { setUpLogins } from '../__fixtures__/bilibili-logins.ts'
import { createEmulator } from '../emulator.ts'
import type { Listening } from './listen.ts'
import type { PhoneReport } from './phone-desk.ts'

const emulator = createEmulator()
const client = createClient(emulator.fetch)
let server: Listening

beforeAll(async () => {
  server = await emulator.listen()
})
afterAll(() => server.close())

const look = async (): Promise<PhoneReport> => readBody(await fetch(`${server.origin}/__emulator/phone`))

async function act(action: string, body: unknown, headers: Readonly<Record<string, string>> = {}) {
  const response = await fetch(`${server.origin}/__emulator/phone/${action}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  return { status: response.status, body: await readBody(response) }
}

test('a page that needs nothing from elsewhere, in both languages', async () => {
  const response = await fetch(server.origin)
  const page = await response.text()
  expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  expect(page).not.toMatch(/(src|href)=|https?:\/\//)
  expect(page).toContain('color-scheme: light dark')
  expect(page).toContain('虚拟手机')
  expect(page).toContain('Virtual phone')
  const script = /<script>([\s\S]*)<\/script>/.exec(page)?.[1] ?? ''
  expect(() => new Function(script)).not.toThrow()
})

test('lists what waits, and plays the phone for a chosen account', async () => {
  const other = emulator.bilibili.accounts.add({ name: '另一个' })
  const { url, qrcode_key: key } = await client.generate()
  const before = await look()
  expect(before.realms.find(({ name }) => name === 'bilibili')?.accounts).toEqual([
    {
      userId: '100200300401',
      name: '林间听雨',
      email: 'user100200300401@example.com',
      password: 'correct-horse-7',
      dialingCode: '86',
      phone: '13800300401',
    },
    expect.objectContaining({ userId: other.userId, name: '另一个' }),
  ])
  expect(before.codes).toEqual([
    { realm: 'bilibili', method: 'bilibili/web-qr', text: url, state: 'created', expiresInMs: expect.any(Number) },
  ])

  const scanned = await act('scan', { qr: url, userId: other.userId })
  expect(scanned.status).toBe(200)
  expect(scanned.body.codes).toMatchObject([{ state: 'scanned', userId: other.userId }])
  expect((await client.poll(key)).body.data.code).toBe(86090)
  expect((await act('confirm', { qr: url })).body.codes).toEqual([])
  expect((await client.poll(key)).body.data.code).toBe(0)
  expect(other.sessions()).toHaveLength(1)
})

test('declines', async () => {
  const { url, qrcode_key: key } = await client.generate()
  emulator.bilibili.settings.decline = 'expires-at-once'
  expect((await act('decline', { qr: url })).status).toBe(200)
  expect((await client.poll(key)).body.data.code).toBe(86038)
})

test('says why it cannot', async () => {
  const { url } = await client.generate()
  expect(await act('scan', { qr: 'https://example.org' })).toMatchObject({
    status: 409,
    body: { error: { reason: 'unknown-code' } },
  })
  expect(await act('scan', { qr: url, userId: '1' })).toMatchObject({
    status: 409,
    body: { error: { reason: 'unknown-account' } },
  })
  for (const body of ['{', '[]', 'null', '{"qr":1}']) expect((await act('scan', body)).status).toBe(400)
  expect((await act('explode', { qr: url })).status).toBe(404)
  expect((await fetch(`${server.origin}/__emulator/phone/scan`)).status).toBe(404)
})

test('pages from elsewhere cannot use it', async () => {
  const { url, qrcode_key: key } = await client.generate()
  expect((await act('scan', { qr: url }, { origin: 'https://evil.example' })).status).toBe(403)
  expect((await act('scan', { qr: url }, { origin: 'null' })).status).toBe(403)
  expect((await act('scan', { qr: url }, { 'content-type': 'text/plain' })).status).toBe(403)
  expect((await client.poll(key)).body.data.code).toBe(86101)
  expect((await act('scan', { qr: url }, { origin: server.origin })).status).toBe(200)
})

test('nor can a name that was rebound to loopback', async () => {
  const statusFor = (path: string) =>
    new Promise((resolve, reject) => {
      request(`${server.origin}${path}`, { headers: { host: 'evil.example' } }, (incoming) => {
        incoming.resume()
        resolve(incoming.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await statusFor('/')).toBe(421)
  expect(await statusFor('/__emulator/phone')).toBe(421)
})

test('shows the text messages that arrived', async () => {
  const { sendSms, emulator: own } = setUpLogins()
  await sendSms()
  await using listening = await own.listen()
  const report: PhoneReport = await readBody(await fetch(`${listening.origin}/__emulator/phone`))
  const { code } = own.bilibili.phone.readSms()
  expect(report.messages).toEqual([
    { realm: 'bilibili', to: '+86 13800300401', text: `【哔哩哔哩】${code}短信验证码，5分钟内有效，请勿泄漏。` },
  ])
})

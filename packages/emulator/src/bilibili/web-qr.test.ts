import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const waiting = { url: '', refresh_token: '', timestamp: 0 }
const base = 'https://passport.bilibili.com/x/passport-login/web/qrcode'

function setUp(bilibili = {}) {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, seed: 'web-qr', bilibili })
  return { clock, emulator, phone: emulator.bilibili.phone, client: createClient(emulator.fetch) }
}

/** A code that is confirmed, and the answer to the next poll. */
async function confirmed(bilibili = {}) {
  const all = setUp(bilibili)
  const { url, qrcode_key: key } = await all.client.generate()
  all.phone.confirm(url)
  return { ...all, key, answer: await all.client.poll(key) }
}

test('issues a code whose text carries the key and the source', async () => {
  const { client } = setUp()
  const { text, body } = await client.get(`${base}/generate`, { source: 'main-fe-header' })
  expect(body.data.qrcode_key).toMatch(/^[0-9a-f]{32}$/)
  expect(body.data.url).toBe(
    `https://account.bilibili.com/h5/account-h5/auth/scan-web?navhide=1&callback=close&qrcode_key=${body.data.qrcode_key}&from=main-fe-header`,
  )
  expect(text).not.toContain('&')
  expect(text).toContain(String.raw`\u0026qrcode_key`)
})

test('reports each state in data.code, under an outer 0', async () => {
  const { client, phone } = setUp()
  const { url, qrcode_key: key } = await client.generate()

  expect((await client.poll(key)).body).toMatchObject({ code: 0, ttl: 1, data: { ...waiting, code: 86101 } })
  phone.scan(url)
  expect((await client.poll(key)).body.data).toMatchObject({ ...waiting, code: 86090 })
  phone.confirm()
  expect((await client.poll(key)).body.data).toMatchObject({ code: 0, message: '' })
})

test('says its success once', async () => {
  const { client, key, answer, clock } = await confirmed()
  expect(answer.body.data).toMatchObject({ code: 0, timestamp: clock.now() })
  expect(answer.body.data.refresh_token).toMatch(/^[0-9a-f]{32}$/)

  const again = await client.poll(key)
  expect(again.body.data).toMatchObject({ ...waiting, code: 86038 })
  expect(again.cookies).toEqual([])
})

test('of polls in parallel, one wins', async () => {
  const { client, phone } = setUp()
  const { url, qrcode_key: key } = await client.generate()
  phone.confirm(url)
  const codes = await Promise.all([1, 2, 3].map(async () => (await client.poll(key)).body.data.code))
  expect(codes.sort()).toEqual([0, 86038, 86038])
})

test('a code lives 180 seconds, confirmed or not', async () => {
  const { client, clock, phone } = setUp()
  const { qrcode_key: idle } = await client.generate()
  const { url, qrcode_key: late } = await client.generate()
  phone.confirm(url)

  clock.advance(179_999)
  expect((await client.poll(idle)).body.data.code).toBe(86101)
  clock.advance(1)
  expect((await client.poll(idle)).body.data.code).toBe(86038)
  expect((await client.poll(late)).body.data.code).toBe(86038)
  expect(() => phone.scan(url)).toThrow('expired')
})

test('an unknown key counts as expired, a missing one as a bad request', async () => {
  const { client } = setUp()
  expect((await client.poll('f'.repeat(32))).body).toMatchObject({ code: 0, data: { code: 86038 } })
  expect((await client.get(`${base}/poll`)).body).toMatchObject({ code: -400, data: null })
})

test('the key of a TV code is no key here', async () => {
  const { client } = setUp()
  const { auth_code } = (await client.tvCreate()).body.data
  expect((await client.poll(auth_code)).body.data.code).toBe(86038)
})

test('sets five cookies, each in a header of its own', async () => {
  const { answer, clock } = await confirmed()
  const expires = `Expires=${new Date(clock.now() + 180 * 86_400_000).toUTCString()}`
  const plain = ['Path=/', 'Domain=bilibili.com', expires]
  expect(answer.cookies.map(({ name, attributes }) => [name, attributes])).toEqual([
    ['SESSDATA', [...plain, 'HttpOnly', 'Secure']],
    ['bili_jct', plain],
    ['DedeUserID', plain],
    ['DedeUserID__ckMd5', plain],
    ['sid', plain],
  ])
  const [sessdata, csrf, mid, ckMd5, sid] = answer.cookies.map(({ value }) => value)
  const expiry = Math.floor(clock.now() / 1000) + 180 * 86_400
  expect(sessdata).toMatch(new RegExp(`^[0-9a-f]{8}%2C${expiry}%2C[0-9a-f]{5}%2A[0-9]{2}[\\w-]+$`))
  expect(csrf).toMatch(/^[0-9a-f]{32}$/)
  expect(mid).toBe('100200300401')
  expect(ckMd5).toMatch(/^[0-9a-f]{16}$/)
  expect(sid).toMatch(/^[a-z0-9]{8}$/)
})

test('the url carries a ticket, and no cookies', async () => {
  const { answer } = await confirmed()
  const url = new URL(answer.body.data.url)
  expect(url.origin + url.pathname).toBe('https://passport.biligame.com/x/passport-login/web/crossDomain')
  expect([...url.searchParams.keys()]).toEqual(['ticket', 'gourl', 'first_domain'])
})

test('the older format has the cookies in the url, SESSDATA raw', async () => {
  const { answer } = await confirmed({ webSuccess: 'cookies-in-url' })
  const { url } = answer.body.data
  const cookie = (name: string) => answer.cookies.find((each) => each.name === name)?.value
  expect(url).toMatch(/^https:\/\/passport\.biligame\.com\/crossDomain\?DedeUserID=100200300401&/)
  expect(url).toContain(`SESSDATA=${decodeURIComponent(cookie('SESSDATA') ?? '')}&bili_jct=${cookie('bili_jct')}&`)
  expect(answer.cookies).toHaveLength(5)
})

test('in redirect-chain mode the poll sets no cookies', async () => {
  const { answer } = await confirmed({ webSuccess: 'redirect-chain' })
  expect(answer.cookies).toEqual([])
  expect(answer.body.data.refresh_token).not.toBe('')
})

test('in no-session mode "confirmed" is hollow', async () => {
  const { answer, emulator, client } = await confirmed({ webSuccess: 'no-session' })
  expect(answer.body.data).toMatchObject({ code: 0, refresh_token: '' })
  expect(answer.cookies).toEqual([])
  expect(emulator.bilibili.accounts.first.sessions()).toEqual([])
  const hop = await client.get(answer.body.data.url)
  expect(hop.response.status).toBe(302)
  expect(hop.cookies).toEqual([])
})

test('a declined code pretends to be scanned until it expires', async () => {
  const { client, clock, phone } = setUp()
  const { url, qrcode_key: key } = await client.generate()
  phone.decline(url)
  expect((await client.poll(key)).body.data.code).toBe(86090)
  clock.advance(180_000)
  expect((await client.poll(key)).body.data.code).toBe(86038)
})

test('or expires at once, when so set', async () => {
  const { client, emulator, phone } = setUp()
  emulator.bilibili.settings.decline = 'expires-at-once'
  const { url, qrcode_key: key } = await client.generate()
  phone.decline(url)
  expect((await client.poll(key)).body.data.code).toBe(86038)
})

test('says "0" and "OK" in turn', async () => {
  const { client } = setUp()
  const said = []
  for (let i = 0; i < 4; i += 1) said.push((await client.get(`${base}/generate`)).body.message)
  expect(said).toEqual(['0', 'OK', '0', 'OK'])
})

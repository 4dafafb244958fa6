import { expect, test } from 'vitest'
import { createClient, signed, thingsKey, tvKey } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'

const base = 'https://passport.bilibili.com/x/passport-login/web/qrcode'

function setUp() {
  const emulator = createEmulator({ seed: 'phone' })
  const client = createClient(emulator.fetch)
  const { cookies } = emulator.bilibili.accounts.first.openSession()
  const cookie = `SESSDATA=${cookies.SESSDATA}; bili_jct=${cookies.bili_jct}`
  return { emulator, client, csrf: cookies.bili_jct, cookie }
}

test('a phone with cookies scans, looks and confirms', async () => {
  const { client, csrf, cookie } = setUp()
  const { qrcode_key } = await client.generate()
  const params = { qrcode_key, csrf }

  expect((await client.get(`${base}/check`, params, { cookie })).body.code).toBe(0)
  expect((await client.poll(qrcode_key)).body.data.code).toBe(86090)
  expect((await client.get(`${base}/scene`, params, { cookie })).body.data).toMatchObject({ verify_tel: false })
  expect((await client.post(`${base}/confirm`, params, { cookie })).body.code).toBe(0)
  expect((await client.poll(qrcode_key)).cookies.map(({ value }) => value)).toContain('100200300401')
  expect((await client.get(`${base}/check`, params, { cookie })).body.code).toBe(86038)
})

test('the phone must be logged in and know its csrf', async () => {
  const { client, csrf, cookie } = setUp()
  const { qrcode_key } = await client.generate()
  expect((await client.get(`${base}/check`, { qrcode_key, csrf })).body.code).toBe(-101)
  expect((await client.get(`${base}/check`, { qrcode_key, csrf: '0' }, { cookie })).body.code).toBe(-111)
  expect((await client.get(`${base}/check`, { csrf }, { cookie })).body.code).toBe(-400)
  expect((await client.poll(qrcode_key)).body.data.code).toBe(86101)
})

test('a signed access token will do, with the key it was issued for', async () => {
  const { client, emulator } = setUp()
  const { url, auth_code } = (await client.tvCreate()).body.data
  emulator.bilibili.phone.confirm(url)
  const { access_token: access_key } = (await client.tvPoll(signed({ auth_code, local_id: 0, ts: 0 }))).body.data
  const { qrcode_key } = await client.generate()
  const order = { qrcode_key, access_key, ts: 1 }

  expect((await client.get(`${base}/check`, signed(order, thingsKey))).body.code).toBe(-663)
  expect((await client.get(`${base}/check`, { ...signed(order, tvKey), sign: '0' })).body.code).toBe(-3)
  expect((await client.get(`${base}/check`, signed({ ...order, access_key: 'f'.repeat(32) }))).body.code).toBe(-101)
  expect((await client.get(`${base}/check`, signed(order, tvKey))).body.code).toBe(0)
  expect((await client.poll(qrcode_key)).body.data.code).toBe(86090)
})

const confirmTv = 'https://passport.bilibili.com/x/passport-tv-login/h5/qrcode/confirm'

test('a web session confirms a TV code: cookies become a token', async () => {
  const { client, csrf, cookie } = setUp()
  const { auth_code } = (await client.tvCreate()).body.data
  const order = { auth_code, csrf, scanning_type: 3 }

  expect((await client.post(confirmTv, order)).body.code).toBe(-101)
  expect((await client.post(confirmTv, { ...order, csrf: '' }, { cookie })).body.code).toBe(-111)
  expect((await client.post(confirmTv, { ...order, auth_code: '0' }, { cookie })).body.code).toBe(-404)
  expect((await client.post(confirmTv, { ...order, sign: '0', ts: 1 }, { cookie })).body.code).toBe(-3)
  expect((await client.post(confirmTv, order, { cookie })).body.code).toBe(0)
  expect((await client.tvPoll(signed({ auth_code, local_id: 0, ts: 0 }))).body.data.mid).toBe(100_200_300_401)
  expect((await client.post(confirmTv, order, { cookie })).body.code).toBe(86038)
})

test('the page behind a TV code scans it, and offers the confirmation', async () => {
  const { client, cookie } = setUp()
  const { url, auth_code } = (await client.tvCreate(signed({ local_id: 0, ts: 0 }, thingsKey))).body.data
  expect((await client.get(url.split('?')[0], { auth_code })).text).toContain('请先登录')
  expect((await client.get(url.split('?')[0], { auth_code }, { cookie })).text).toContain(`value="${auth_code}"`)
  const poll = signed({ auth_code, local_id: 0, ts: 0 }, thingsKey)
  expect((await client.tvPoll(poll)).body.code).toBe(86090)
  expect((await client.get(url.split('?')[0], { auth_code: '"><b>' }, { cookie })).text).toContain('二维码已失效')
})

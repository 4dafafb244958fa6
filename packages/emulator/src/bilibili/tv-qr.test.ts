import { expect, test } from 'vitest'
import { createClient, query, signed, thingsKey, tvKey } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'
import { appKeys } from './app-keys.ts'

const create = 'https://passport.bilibili.com/x/passport-tv-login/qrcode/auth_code'
const keyPair = (appkey: string) => ({ appkey, secret: appKeys.get(appkey)?.secret ?? '' })

function setUp(bilibili = {}) {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, seed: 'tv-qr', bilibili })
  return { clock, emulator, phone: emulator.bilibili.phone, client: createClient(emulator.fetch) }
}

const poll = (auth_code: string, key = tvKey) => signed({ auth_code, local_id: 0, ts: 0 }, key)

test('issues a code that names the app', async () => {
  const { client } = setUp()
  const order = signed({ local_id: 0, ts: 0, mobi_app: 'android_tv_yst' })
  const { data } = (await client.tvCreate(order)).body
  expect(data.auth_code).toMatch(/^[0-9a-f]{32}$/)
  expect(data.url).toBe(
    `https://passport.bilibili.com/x/passport-tv-login/h5/qrcode/auth?auth_code=${data.auth_code}&mobi_app=android_tv_yst`,
  )
})

test('takes its parameters from the query, too, and lives on a second host', async () => {
  const { client } = setUp()
  const host = 'https://passport.snm0516.aisee.tv'
  const order = query(signed({ local_id: 0, ts: 0 }))
  const { body } = await client.post(`${host}/x/passport-tv-login/qrcode/auth_code?${order}`)
  expect((await client.tvPoll(poll(body.data.auth_code))).body.code).toBe(86039)
})

test('refuses what is badly signed, incomplete or asked the wrong way', async () => {
  const { client } = setUp()
  const good = signed({ local_id: 0, ts: 0 })
  expect((await client.tvCreate({ ...good, sign: 'f'.repeat(32) })).body).toMatchObject({ code: -3, data: null })
  expect((await client.tvCreate({ ...good, local_id: 1 })).body.code).toBe(-3)
  expect((await client.tvCreate({ ...good, appkey: '0'.repeat(16) })).body.code).toBe(-3)
  expect((await client.tvCreate(signed({ local_id: 0 }))).body.code).toBe(-400)
  expect((await client.tvCreate(signed({ ts: 0 }))).body.code).toBe(-400)
  expect((await client.tvCreate(signed({ local_id: 0, ts: 0 }, keyPair('1d8b6e7d45233436')))).body.code).toBe(-663)
  expect((await client.get(create, good)).response.status).toBe(405)
})

test('with most keys, "scanned" looks like "not confirmed"', async () => {
  const { client, phone } = setUp()
  const { url, auth_code } = (await client.tvCreate()).body.data
  expect((await client.tvPoll(poll(auth_code))).body).toMatchObject({ code: 86039, data: null })
  phone.scan(url)
  expect((await client.tvPoll(poll(auth_code))).body.code).toBe(86039)
})

test.each(['8d23902c1688a798', 'bca7e84c2d947ac6', '27eb53fc9058f8c3'])('%s tells "scanned" apart', async (appkey) => {
  const { client, phone } = setUp()
  const key = keyPair(appkey)
  const { url, auth_code } = (await client.tvCreate(signed({ local_id: 0, ts: 0 }, key))).body.data
  expect((await client.tvPoll(poll(auth_code, key))).body.code).toBe(86039)
  phone.scan(url.replace('https:', 'http:'))
  expect((await client.tvPoll(poll(auth_code, key))).body).toMatchObject({ code: 86090, data: null })
})

test('can call an unscanned code 86101', async () => {
  const { client } = setUp({ tvUnscannedCode: 86101 })
  const { auth_code } = (await client.tvCreate()).body.data
  expect((await client.tvPoll(poll(auth_code))).body.code).toBe(86101)
})

test('a code belongs to the app and the device that asked for it', async () => {
  const { client, phone } = setUp()
  const { url, auth_code } = (await client.tvCreate()).body.data
  phone.confirm(url)
  expect((await client.tvPoll(poll(auth_code, thingsKey))).body.code).toBe(-404)
  expect((await client.tvPoll(signed({ auth_code, local_id: 7, ts: 0 }))).body.code).toBe(-404)
  expect((await client.tvPoll(poll('f'.repeat(32)))).body.code).toBe(-404)
  expect((await client.tvPoll(signed({ auth_code, ts: 0 }))).body.code).toBe(-400)
  expect((await client.tvPoll(signed({ local_id: 0, ts: 0 }))).body.code).toBe(-400)
  expect((await client.tvPoll({ ...poll(auth_code), sign: '0' })).body.code).toBe(-3)
  expect((await client.tvPoll(poll(auth_code))).body.code).toBe(0)
})

test('hands out tokens and cookies once, in the body alone', async () => {
  const { client, phone, clock } = setUp()
  const { url, auth_code } = (await client.tvCreate()).body.data
  phone.confirm(url)
  const { body, cookies } = await client.tvPoll(poll(auth_code))
  const { token_info, cookie_info, ...data } = body.data

  expect(cookies).toEqual([])
  expect(data).toMatchObject({ mid: 100_200_300_401, expires_in: 15_552_000, is_new: false })
  expect(data.access_token).toMatch(/^[0-9a-f]{32}$/)
  expect(token_info).toEqual({
    mid: data.mid,
    access_token: data.access_token,
    refresh_token: data.refresh_token,
    expires_in: 15_552_000,
  })
  const expires = Math.floor(clock.now() / 1000) + 15_552_000
  const [sessdata, ...others] = cookie_info.cookies
  expect(sessdata).toMatchObject({ name: 'SESSDATA', http_only: 1, expires, secure: 0 })
  expect(others.map(({ name }: { name: string }) => name)).toEqual([
    'bili_jct',
    'DedeUserID',
    'DedeUserID__ckMd5',
    'sid',
  ])
  expect((await client.nav(`SESSDATA=${sessdata.value}`)).body.data.isLogin).toBe(true)

  expect((await client.tvPoll(poll(auth_code))).body).toMatchObject({ code: 86038, data: null })
})

test('expires after 180 seconds', async () => {
  const { client, clock } = setUp()
  const { auth_code } = (await client.tvCreate()).body.data
  clock.advance(180_000)
  expect((await client.tvPoll(poll(auth_code))).body.code).toBe(86038)
})

test('remembers each token with its key', async () => {
  const { client, phone, emulator } = setUp()
  const { url, auth_code } = (await client.tvCreate(signed({ local_id: 0, ts: 0 }, thingsKey))).body.data
  phone.confirm(url)
  const { body } = await client.tvPoll(poll(auth_code, thingsKey))
  expect(emulator.bilibili.accounts.first.sessions()).toMatchObject([
    {
      kind: 'app',
      refreshToken: body.data.refresh_token,
      access: { token: body.data.access_token, appkey: thingsKey.appkey },
    },
  ])
})

test('can succeed without a session', async () => {
  const { client, phone, emulator } = setUp({ tvSuccess: 'no-session' })
  const { url, auth_code } = (await client.tvCreate()).body.data
  phone.confirm(url)
  const { body } = await client.tvPoll(poll(auth_code))
  expect(body).toMatchObject({ code: 0, data: { access_token: '', cookie_info: { cookies: [] } } })
  expect(emulator.bilibili.accounts.first.sessions()).toEqual([])
})

test('a declined code follows the same setting as on the web', async () => {
  const { client, phone, emulator } = setUp()
  const { url, auth_code } = (await client.tvCreate(signed({ local_id: 0, ts: 0 }, thingsKey))).body.data
  phone.decline(url)
  expect((await client.tvPoll(poll(auth_code, thingsKey))).body.code).toBe(86090)
  emulator.bilibili.settings.decline = 'expires-at-once'
  expect((await client.tvPoll(poll(auth_code, thingsKey))).body.code).toBe(86038)
})

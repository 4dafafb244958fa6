import { expect, test } from 'vitest'
import { createClient, signed, thingsKey } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const passport = 'https://passport.bilibili.com'
const base = `${passport}/x/passport-login`

/** A TV that has logged in. */
async function setUp() {
  const clock = createManualClock()
  const emulator = createEmulator({ clock })
  const client = createClient(emulator.fetch)
  const { url, auth_code } = (await client.tvCreate()).body.data
  emulator.bilibili.phone.confirm(url)
  const { data } = (await client.tvPoll(signed({ auth_code, local_id: 0, ts: 0 }))).body
  const mine = { access_key: data.access_token, ts: 0 }
  return { clock, client, account: emulator.bilibili.accounts.first, data, mine }
}

test('tells how long a token lives, and from thirty days on to renew it', async () => {
  const { clock, client, account, data, mine } = await setUp()
  const info = async () => (await client.get(`${base}/oauth2/info`, signed(mine))).body
  clock.advance(29 * 86_400_000)
  expect((await info()).data).toEqual({
    mid: account.mid,
    access_token: data.access_token,
    expires_in: 151 * 86_400,
    refresh: false,
  })
  clock.advance(86_400_000)
  expect((await info()).data.refresh).toBe(true)
})

test.each([
  ['today', `${base}/oauth2/refresh_token`, { code: 0, ttl: 1 }],
  ['in the older envelope', `${passport}/api/v2/oauth2/refresh_token`, { code: 0, ts: Date.UTC(2027, 0, 1) / 1000 }],
])('renews tokens and cookies: %s', async (_when, url, envelope) => {
  const { client, account, data, mine } = await setUp()
  const { body } = await client.post(url, signed({ ...mine, refresh_token: data.refresh_token }))
  const renewed = account.sessions()[1]
  expect(body).toMatchObject({
    ...envelope,
    data: {
      token_info: {
        access_token: renewed?.access?.token,
        refresh_token: renewed?.refreshToken,
        expires_in: 15_552_000,
      },
      cookie_info: { cookies: expect.arrayContaining([expect.objectContaining({ value: renewed?.cookies.SESSDATA })]) },
    },
  })
})

test('is asked with the key of the token, and with the token that goes with it', async () => {
  const { client, mine } = await setUp()
  const ask = async (params: Readonly<Record<string, string | number>>) =>
    (await client.post(`${base}/oauth2/refresh_token`, params)).body.code
  expect(await ask(signed({ ...mine, refresh_token: '0'.repeat(32) }))).toBe(-658)
  expect(await ask(signed(mine, thingsKey))).toBe(-663)
  expect(await ask(signed({ ts: 0, access_key: '0'.repeat(32) }))).toBe(-101)
  expect(await ask({ ...signed(mine), ts: 1 })).toBe(-3)
})

test('a token that is revoked is nobody, and neither are its cookies', async () => {
  const { client, account, mine } = await setUp()
  const { SESSDATA } = account.sessions()[0]?.cookies ?? {}
  expect((await client.post(`${base}/revoke`, signed(mine))).body.code).toBe(0)
  expect((await client.get(`${base}/oauth2/info`, signed(mine))).body.code).toBe(-101)
  expect((await client.nav(`SESSDATA=${SESSDATA}`)).body.code).toBe(-101)
})

import { constants, publicEncrypt } from 'node:crypto'
import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const passport = 'https://passport.bilibili.com/x/passport-login/web'
const dayMs = 86_400_000
/** As long as a path that the site's own key made, which nobody here can read. */
const unreadable = 'ab'.repeat(128)

function setUp(options: Parameters<typeof createEmulator>[0] = {}) {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, ...options })
  const account = emulator.bilibili.accounts.first
  const session = account.openSession()
  const { get, post } = createClient(emulator.fetch)
  const jar = (sessdata = session.cookies.SESSDATA) => ({ cookie: `SESSDATA=${sessdata}` })
  const correspond = (path: string, cookie = jar()) => get(`https://www.bilibili.com/correspond/1/${path}`, {}, cookie)
  const permission = async () =>
    /<div id="1-name">([0-9a-f]{32})<\/div>/.exec((await correspond(unreadable)).text)?.[1] ?? ''
  const refresh = (form: Readonly<Record<string, string>>) =>
    post(
      `${passport}/cookie/refresh`,
      { csrf: session.cookies.bili_jct, refresh_token: session.refreshToken, source: 'main_web', ...form },
      jar(),
    )
  return { clock, emulator, account, session, get, post, jar, correspond, permission, refresh }
}

test('advises a refresh from thirty days on, and tells the time', async () => {
  const { get, jar, clock } = setUp()
  const info = async (cookie = jar()) => (await get(`${passport}/cookie/info`, {}, cookie)).body
  clock.advance(30 * dayMs - 1)
  expect((await info()).data).toEqual({ refresh: false, timestamp: clock.now() })
  clock.advance(1)
  expect((await info()).data.refresh).toBe(true)
  expect((await info({ cookie: '' })).code).toBe(-101)
})

test('gives new cookies and a new token, and keeps the old session until the new one confirms it away', async () => {
  const { account, session, post, permission, refresh } = setUp()
  const { body, cookies } = await refresh({ refresh_csrf: await permission() })
  const renewed = account.sessions()[1]
  expect([body.code, body.data.refresh_token]).toEqual([0, renewed?.refreshToken])
  expect(cookies.map(({ name, value }) => [name, value])).toEqual(Object.entries(renewed?.cookies ?? {}))
  expect(account.sessions()[0]).toBe(session)

  const confirm = async (form: Readonly<Record<string, string>>) => {
    const cookie = `SESSDATA=${renewed?.cookies.SESSDATA}`
    const csrf = renewed?.cookies.bili_jct ?? ''
    return (await post(`${passport}/confirm/refresh`, { csrf, ...form }, { cookie })).body.code
  }
  expect(await confirm({ refresh_token: session.refreshToken, csrf: session.cookies.bili_jct })).toBe(-111)
  expect(await confirm({ refresh_token: renewed?.refreshToken ?? '' })).toBe(-400)
  expect(await confirm({ refresh_token: session.refreshToken })).toBe(0)
  expect(account.sessions()).toEqual([renewed])
})

test('takes a permission once, and the token of this very session', async () => {
  const { permission, refresh } = setUp()
  expect((await refresh({ refresh_csrf: await permission(), csrf: 'wrong' })).body.code).toBe(-111)
  expect((await refresh({ refresh_csrf: '0'.repeat(32) })).body.code).toBe(86095)
  expect((await refresh({ refresh_csrf: await permission(), refresh_token: '0'.repeat(32) })).body.code).toBe(86095)
  const once = await permission()
  expect((await refresh({ refresh_csrf: once })).body.code).toBe(0)
  expect((await refresh({ refresh_csrf: once })).body.code).toBe(86095)
})

test('believes a path that it cannot read, of the right length', async () => {
  const { correspond } = setUp()
  expect((await correspond(unreadable)).response.status).toBe(200)
  expect((await correspond(unreadable.slice(1))).response.status).toBe(404)
  expect((await correspond(unreadable, { cookie: '' })).text).not.toContain('1-name')
})

test('reads one that was made with its own key: the time in it counts', async () => {
  const { correspond, emulator, clock } = setUp({ bilibili: { correspondKey: 'own' } })
  const status = async (text: string) => {
    const key = emulator.bilibili.correspondPublicKey
    const padding = constants.RSA_PKCS1_OAEP_PADDING
    const path = publicEncrypt({ key, padding, oaepHash: 'sha256' }, Buffer.from(text)).toString('hex')
    return (await correspond(path)).response.status
  }
  expect(await status(`refresh_${clock.now()}`)).toBe(200)
  expect(await status(`refresh_${clock.now() - 300_001}`)).toBe(404)
  expect(await status(`renew_${clock.now()}`)).toBe(404)
  expect((await correspond(unreadable)).response.status).toBe(404)
})

test('names no sister site to whoever may ask', async () => {
  const { get, jar, session } = setUp()
  const list = async (biliCSRF: string, cookie = jar()) =>
    (await get(`${passport}/sso/list`, { biliCSRF }, cookie)).body
  expect(await list(session.cookies.bili_jct)).toMatchObject({ code: 0, data: { sso: [] } })
  expect((await list('wrong')).code).toBe(-111)
  expect((await list('', { cookie: '' })).code).toBe(-101)
})

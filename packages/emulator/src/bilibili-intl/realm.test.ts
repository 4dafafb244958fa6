import { constants, publicEncrypt } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { readBody } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const clock = createManualClock()
let emulator = createEmulator({ clock })
beforeEach(() => {
  emulator = createEmulator({ clock })
})

const base = 'https://passport.bilibili.tv/x/intl/passport-login'
const userUrl = 'https://api.bilibili.tv/intl/gateway/web/v2/user'

async function ask(url: string, init?: RequestInit) {
  const response = await emulator.fetch(url, init)
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8')
  return { ...(await readBody(response)), cookies: response.headers.getSetCookie() }
}

const post = (path: string, form: Record<string, string>, init: RequestInit = {}) =>
  ask(`${base}/${path}`, { method: 'POST', body: new URLSearchParams(form), ...init })

const withCookie = (cookie: string) => ({ headers: { cookie } })

async function encrypt(text: string): Promise<string> {
  const { data } = await ask(`${base}/web/key`)
  return encryptWith(data, text)
}

function encryptWith({ hash, key }: { readonly hash: string; readonly key: string }, text: string): string {
  const padding = constants.RSA_PKCS1_PADDING
  return publicEncrypt({ key, padding }, Buffer.from(hash + text)).toString('base64')
}

describe('a QR code', () => {
  const create = async (query = '') => (await ask(`${base}/qrcode/auth/url${query}`)).data.qr_url
  const poll = (qrUrl: string) => ask(`${base}/qrcode/auth/fetch?ticket=${new URL(qrUrl).searchParams.get('ticket')}`)

  test.each([
    ['', 'en'],
    ['?s_locale=id_ID', 'id'],
    ['?s_locale=zh_ZH', 'en'],
    ['?s_locale=xx_XX', 'en'],
  ])('asked for with %j leads to /%s/', async (query, language) => {
    expect(await create(query)).toMatch(
      new RegExp(`^https://www\\.bilibili\\.tv/h5/${language}/qrcode/login\\?ticket=[0-9a-f]{32}$`),
    )
  })

  test('goes 10018101, 10018102, 0, once', async () => {
    const { phone } = emulator.bilibiliIntl
    const url = await create()
    expect(await poll(url)).toEqual({ code: 10_018_101, message: '10018101', ttl: 1, cookies: [] })
    phone.scan(url)
    expect((await poll(url)).code).toBe(10_018_102)
    phone.confirm(url)
    const { data, cookies } = await poll(url)
    expect(data).toEqual({
      mid: 1_400_000_001,
      is_new: false,
      go_url: '',
      user_profile: { is_userBlankProfile: false, name: '', face: '' },
    })
    expect(cookies.map((cookie: string) => cookie.split('=')[0])).toEqual([
      'SESSDATA',
      'bili_jct',
      'joy_jct',
      'DedeUserID',
      'DedeUserID__ckMd5',
      'mid',
    ])
    expect(cookies[0]).toMatch(
      /^SESSDATA=[0-9a-f]{8}%2C\d{10}%2C[0-9a-f]{5}%2A[0-9a-f]{6}; Path=\/; Domain=bilibili\.tv; Expires=.* GMT; HttpOnly; Secure$/,
    )
    expect((await poll(url)).code).toBe(10_018_100)
  })

  test('is 10018101 again when the person cancels, unless it is to be over', async () => {
    const { phone, settings } = emulator.bilibiliIntl
    const url = await create()
    phone.scan(url)
    phone.decline()
    expect((await poll(url)).code).toBe(10_018_101)
    phone.confirm(url)
    expect((await poll(url)).code).toBe(0)

    settings.decline = 'expired'
    const other = await create()
    phone.decline(other)
    expect((await poll(other)).code).toBe(10_018_100)
  })

  test('lives three minutes; unknown ones are over, and none at all is a wrong request', async () => {
    const url = await create()
    clock.advance(180_000)
    expect((await poll(url)).code).toBe(10_018_100)
    expect((await poll('https://www.bilibili.tv/?ticket=nobody')).code).toBe(10_018_100)
    expect((await ask(`${base}/qrcode/auth/fetch`)).code).toBe(-400)
  })

  test('gives a TV everything in the body, and tokens that are renewed once', async () => {
    const url = await create('?platform=tv')
    emulator.bilibiliIntl.phone.confirm(url)
    const { data, cookies } = await poll(url)
    expect(cookies).toEqual([])
    expect(data.token_info).toMatchObject({ mid: 1_400_000_001, expires_in: 15_552_000 })
    const pair = { access_token: data.token_info.access_token, refresh_token: data.token_info.refresh_token }
    const renew = () =>
      ask('https://passport.biliintl.com/x/intl/passport-login/oauth2/refresh_token', {
        method: 'POST',
        body: new URLSearchParams(pair),
      })
    expect((await renew()).data.token_info.access_token).toMatch(/^[0-9a-f]{32}$/)
    expect((await renew()).code).toBe(-101)
    const [session] = data.cookie_info.cookies
    expect((await ask(userUrl, withCookie(`SESSDATA=${session?.value}`))).data.is_login).toBe(true)
  })

  test('is unknown to the phone of the sister service', async () => {
    const url = await create()
    expect(() => emulator.bilibili.phone.scan(url)).toThrow('does not know this code')
  })
})

describe('a password', () => {
  const username = 'user1400000001@example.com'
  const logIn = (password: string, more: Record<string, string> = {}) =>
    post('web/login/password', { username, password, keep_me: 'true', ...more })

  test('logs in, encrypted behind a salt that works once and for a minute', async () => {
    const { data } = await ask(`${base}/web/key`)
    expect(data).toEqual({ hash: expect.stringMatching(/^[0-9a-f]{16}$/), key: expect.stringMatching(/^-----BEGIN/) })
    const cipher = encryptWith(data, 'correct-horse-7')
    expect((await logIn(cipher)).code).toBe(0)
    expect(await logIn(cipher)).toMatchObject({ code: -662, message: '-662' })

    const slow = await encrypt('correct-horse-7')
    clock.advance(60_000)
    expect((await logIn(slow)).code).toBe(-662)
    expect((await logIn('bm90IGEgY2lwaGVy')).code).toBe(-662)
  })

  test('wrong, of nobody, or from a region that is not served', async () => {
    expect(await logIn(await encrypt('wrong'))).toMatchObject({ code: -629, message: 'Incorrect account or password' })
    expect((await logIn(await encrypt('correct-horse-7'), { username: 'nobody' })).code).toBe(-629)
    emulator.bilibiliIntl.settings.regionRefused = true
    expect((await logIn(await encrypt('correct-horse-7'))).code).toBe(10_003_003)
  })

  test('wants a captcha where the account is marked, and takes its proof once', async () => {
    emulator.bilibiliIntl.accounts.first.wantsCaptcha = true
    expect((await logIn(await encrypt('correct-horse-7'))).code).toBe(86_001)
    const { data } = await post('web/captcha/pre', {})
    expect(data).toEqual({
      type: 'geetest',
      token: expect.any(String),
      geetest: { gt: expect.any(String), challenge: expect.any(String) },
    })
    const proof = { ctoken: data.token, ...emulator.geetest.solve(data.geetest.challenge) }
    expect((await logIn(await encrypt('correct-horse-7'), proof)).code).toBe(0)
    expect((await logIn(await encrypt('correct-horse-7'), proof)).code).toBe(-105)
  })
})

describe('a text message', () => {
  const dial = { cid: '65' }
  const captcha = async () => {
    const { data } = await post('web/captcha/pre', {})
    return { ctoken: data.token, ...emulator.geetest.solve(data.geetest.challenge) }
  }
  const send = async (form: Record<string, string> = {}) =>
    post('web/sms/send', { ...dial, tel: await encrypt('81234567'), ...(await captcha()), ...form })
  const logIn = async (key: string, form: Record<string, string> = {}) =>
    post('web/login/sms', { ...dial, tel: await encrypt('81234567'), captcha_key: key, code: '123456', ...form })

  test('is sent after a captcha, to a number, and not twice in a minute', async () => {
    expect((await post('web/sms/send', { ...dial, tel: await encrypt('81234567') })).code).toBe(86_001)
    expect((await send({ cid: '' })).code).toBe(86_003)
    expect((await send({ tel: '' })).code).toBe(86_004)
    expect((await send({ tel: '81234567' })).code).toBe(86_000)
    expect((await send({ tel: await encrypt('12ab') })).code).toBe(86_005)
    expect((await send()).data).toEqual({ captcha_key: expect.stringMatching(/^[0-9a-f]{32}$/) })
    const { phone } = emulator.bilibiliIntl
    expect(phone.readSms('81234567')).toMatchObject({ dialingCode: '65', code: '123456' })
    expect(phone.messages?.()).toEqual([{ to: '+65 81234567', text: '[Bilibili] 123456 is your verification code.' }])
    expect((await send()).code).toBe(86_200)
  })

  test('has a code for one number, once, for five minutes', async () => {
    const { captcha_key: key } = (await send()).data
    expect((await logIn(key, { code: '000000' })).code).toBe(86_202)
    expect((await logIn(key, { cid: '66' })).code).toBe(86_206)
    expect((await logIn(key, { tel: await encrypt('81234568') })).code).toBe(86_207)
    expect((await logIn('nobody')).code).toBe(86_205)
    expect((await logIn(key)).data).toMatchObject({ mid: 1_400_000_002, is_new: true })
    expect((await logIn(key)).code).toBe(86_205)
    clock.advance(60_000)
    const { captcha_key: late } = (await send()).data
    clock.advance(300_000)
    expect((await logIn(late)).code).toBe(86_205)
  })
})

describe('a session', () => {
  test('is somebody, with the asterisk encoded or not', async () => {
    const { account, cookie } = open()
    for (const sent of [cookie, cookie.replace('%2A', '*')]) {
      expect((await ask(userUrl, withCookie(sent))).data).toMatchObject({
        is_login: true,
        mid: account.userId,
        nickname: account.name,
        avatar: account.avatarUrl,
      })
    }
    expect((await ask(userUrl)).data).toEqual({ is_login: false })
    emulator.bilibiliIntl.settings.anonymous = 'refusal'
    expect((await ask(`${userUrl}?s_locale=zh_ZH`)).message).toBe('账号未登录')
    expect((await ask(userUrl)).message).toBe('Your account is not logged in.')
  })

  test('ends with its csrf token in the query, and with time', async () => {
    const { cookie, session } = open()
    const exit = (query: string, form: Record<string, string> = {}) =>
      post(`web/login/exit${query}`, form, withCookie(cookie))
    expect((await exit('')).code).toBe(-111)
    expect((await exit('', { csrf: session.cookies.bili_jct })).code).toBe(-111)
    const { data, cookies } = await exit(`?csrf=${session.cookies.bili_jct}`)
    expect(data).toEqual({ go_url: '' })
    expect(cookies[0]).toContain('Expires=Thu, 01 Jan 1970')
    expect((await exit(`?csrf=${session.cookies.bili_jct}`)).code).toBe(-101)

    const other = open()
    clock.advance(180 * 86_400_000)
    expect((await ask(userUrl, withCookie(other.cookie))).data).toEqual({ is_login: false })
  })

  test('has a history, and an SSO list with nothing in it', async () => {
    const { cookie } = open()
    const history = 'https://api.bilibili.tv/intl/gateway/web/v2/history/nav_list'
    expect((await ask(history, withCookie(cookie))).data.today).toEqual({ name: 'Today', cards: [] })
    expect((await ask(history)).code).toBe(-101)
    expect((await ask(`${base}/web/sso/list`, withCookie(cookie))).data).toEqual({ sso: [] })
    expect((await ask(`${base}/web/sso/list`)).code).toBe(-101)
  })

  function open() {
    const account = emulator.bilibiliIntl.accounts.first
    const session = account.openSession()
    return { account, session, cookie: `SESSDATA=${session.cookies.SESSDATA}` }
  }
})

test('what is not there is 404, with an envelope', async () => {
  const response = await emulator.fetch(`${base}/web/nothing`)
  expect(response.status).toBe(404)
  expect(await readBody(response)).toEqual({ code: -404, message: '-404', ttl: 1 })
})

test('the site’s own pages may read the answers, and nobody else’s', async () => {
  const from = async (origin: string) =>
    (await emulator.fetch(userUrl, { headers: { origin } })).headers.get('access-control-allow-origin')
  expect(await from('https://www.bilibili.tv')).toBe('https://www.bilibili.tv')
  expect(await from('https://www.bilibili.com')).toBeNull()
})

test('accounts that cannot be are refused', () => {
  const { accounts } = emulator.bilibiliIntl
  expect(() => accounts.add({ mid: accounts.first.mid })).toThrow(RangeError)
  expect(() => accounts.add({ mid: -1 })).toThrow(RangeError)
})

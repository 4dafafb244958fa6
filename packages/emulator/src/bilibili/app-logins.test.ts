import { expect, test } from 'vitest'
import { signed } from '../__fixtures__/bilibili-client.ts'
import { passport, setUpLogins } from '../__fixtures__/bilibili-logins.ts'

const android = { appkey: '783bbb7264451d82', secret: '2653583c8873dea268ab9386918b1d65' }
const common = { ts: 1_800_000_000, platform: 'android' }
const tokens = {
  token_info: { access_token: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: 15_552_000 },
  cookie_info: { cookies: expect.arrayContaining([expect.objectContaining({ name: 'SESSDATA' })]) },
}

function setUpApp(bilibili = {}) {
  const all = setUpLogins(bilibili)
  const send = (path: string, params: Readonly<Record<string, string | number>>) =>
    all.post(`${passport}/passport-login/${path}`, signed({ ...common, ...params }, android), { 'user-agent': 'x' })
  const password = async (changes = {}) =>
    send('oauth2/login', {
      username: all.account.phone,
      password: await all.encrypt(all.account.password),
      ...changes,
    })
  const sms = (changes = {}) => send('sms/send', { cid: 86, tel: all.account.phone, buvid: 'XY1', ...changes })
  /** Solves the captcha of a page that the answer leads to. */
  const solve = (page: string) => {
    const query = new URL(page).searchParams
    const proof = all.emulator.geetest.solve(query.get('gee_challenge') ?? '')
    const { challenge: gee_challenge, validate: gee_validate, seccode: gee_seccode } = proof
    return { recaptcha_token: query.get('recaptcha_token') ?? '', gee_challenge, gee_validate, gee_seccode }
  }
  return Object.assign(all, { send, password, sms, solve })
}

test('a password opens an app session', async () => {
  const { password, send, post } = setUpApp()
  expect((await password()).body.data).toMatchObject({ status: 0, ...tokens })
  expect((await password({ password: 'x' })).body.code).toBe(86000)
  expect((await send('oauth2/login', {})).body.code).toBe(-653)
  const forged = { ...signed(common, android), username: 'somebody' }
  expect((await post(`${passport}/passport-login/oauth2/login`, forged)).body.code).toBe(-3)
})

test('so does a text message', async () => {
  const { sms, send, account, emulator } = setUpApp()
  const { captcha_key } = (await sms()).body.data
  const login = { cid: 86, tel: account.phone, captcha_key, code: emulator.bilibili.phone.readSms().code }
  expect((await send('login/sms', login)).body.data).toMatchObject({ is_new: false, ...tokens })
  expect((await sms({ buvid: '' })).body.code).toBe(-400)
})

test('a captcha is demanded by a page, and taken with the same call', async () => {
  const { password, sms, solve } = setUpApp({ appWantsCaptcha: true })
  const refused = (await password()).body
  expect(refused.code).toBe(-105)
  expect((await password(solve(refused.data.url))).body.data).toMatchObject(tokens)
  const { data } = (await sms()).body
  expect(data).toMatchObject({ captcha_key: '' })
  expect((await sms({ ...solve(data.recaptcha_url), gee_validate: 'x' })).body.code).toBe(-105)
})

test('a risk check ends in tokens', async () => {
  const { password, verifyCaptcha, post, send, emulator } = setUpApp({ accounts: [{ riskCheck: 'loginTelCheck' }] })
  const { data } = (await password()).body
  expect(data).toMatchObject({ status: 2, token_info: null, cookie_info: null, sso: null })
  const tmp_code = new URL(data.url).searchParams.get('tmp_token') ?? ''
  const safecenter = `${passport}/safecenter`
  const message = { tmp_code, sms_type: 'loginTelCheck', ...(await verifyCaptcha()) }
  const { captcha_key } = (await post(`${safecenter}/common/sms/send`, message)).body.data
  const proof = { tmp_code, type: 'loginTelCheck', captcha_key, code: emulator.bilibili.phone.readSms().code }
  const { code } = (await post(`${safecenter}/login/tel/verify`, proof)).body.data
  const exchange = { code, grant_type: 'authorization_code' }
  expect((await send('oauth2/access_token', { ...exchange, grant_type: 'x' })).body.code).toBe(-400)
  expect((await send('oauth2/access_token', exchange)).body.data).toMatchObject(tokens)
  expect((await send('oauth2/access_token', exchange)).body.code).toBe(-400)
})

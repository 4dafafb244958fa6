import { describe, expect, test } from 'vitest'
import { passport, setUpLogins } from '../__fixtures__/bilibili-logins.ts'
import type { RiskCheckKind } from './accounts.ts'

const safecenter = `${passport}/safecenter`

async function announced(riskCheck: RiskCheckKind, phone?: string) {
  const all = setUpLogins({ accounts: [{ riskCheck, ...(phone !== undefined && { phone }) }] })
  const { body, cookies } = await all.logIn({ username: all.account.email })
  expect(cookies).toEqual([])
  const url = new URL(body.data.url)
  const tmp_code = url.searchParams.get('tmp_token') ?? ''
  const send = async (changes = {}) =>
    all.post(`${safecenter}/common/sms/send`, {
      tmp_code,
      sms_type: riskCheck,
      ...(await all.verifyCaptcha()),
      ...changes,
    })
  return Object.assign(all, { data: body.data, url, tmp_code, send })
}

const scenes = [
  ['loginTelCheck', 2, 'login/tel/verify', { type: 'loginTelCheck' }],
  ['loginTelCheck', 2, 'login/tel/verify', { sms_type: 'loginTelCheck' }],
  ['secLogin', 1, 'sec/verify', { verify_type: 'sms' }],
  ['deviceVerify', 2, 'user_device/verify', { sms_type: 'deviceVerify' }],
] as const

describe.each(scenes)('%s (status %i) at %s with %j', (scene, status, path, names) => {
  test('goes from the url to cookies', async () => {
    const { data, url, tmp_code, send, get, post, emulator, account } = await announced(scene)
    expect(data).toMatchObject({ status, refresh_token: '' })
    expect(url.origin).toBe('https://passport.bilibili.com')
    expect(url.searchParams.has('request_id')).toBe(scene === 'loginTelCheck')

    const { account_info } = (await get(`${safecenter}/user/info`, { tmp_code })).body.data
    expect(account_info).toMatchObject({ hide_tel: '138*****401', bind_tel: true, mid: account.mid })
    const { captcha_key } = (await send()).body.data
    const { code } = emulator.bilibili.phone.readSms()
    const form = { ...names, tmp_code, captcha_key, code }
    const request_id = url.searchParams.get('request_id')
    const verified = await post(`${safecenter}/${path}`, { ...form, ...(request_id && { request_id }) })
    const exchange = { code: verified.body.data.code, source: 'risk' }
    const { body, cookies } = await post(`${passport}/passport-login/web/exchange_cookie`, exchange)
    expect(body.data.refresh_token).toMatch(/^[0-9a-f]{32}$/)
    expect(cookies).toHaveLength(5)

    // Everything on the way was good for one time.
    expect((await get(`${safecenter}/user/info`, { tmp_code })).body.code).toBe(-400)
    expect((await post(`${safecenter}/${path}`, form)).body.code).toBe(-400)
    expect((await post(`${passport}/passport-login/web/exchange_cookie`, exchange)).body.code).toBe(-400)
  })

  test('is verified nowhere else', async () => {
    const { tmp_code, send, post, emulator } = await announced(scene)
    const { captcha_key } = (await send()).body.data
    const { code } = emulator.bilibili.phone.readSms()
    for (const [, , elsewhere, otherNames] of scenes.filter((one) => one[2] !== path)) {
      const answer = await post(`${safecenter}/${elsewhere}`, { ...otherNames, tmp_code, captcha_key, code })
      expect(answer.body.code).toBe(-400)
    }
    const wrong = await post(`${safecenter}/${path}`, { ...names, tmp_code, captcha_key, code: '12' })
    expect(wrong.body.code).toBe(1006)
  })
})

test('the older url spells its request id differently', async () => {
  const { url } = await announced('loginTelCheck-2021')
  expect(url.pathname).toBe('/account/mobile/security/managephone/phone/verify')
  expect([...url.searchParams.keys()]).toEqual(['tmp_token', 'requestId', 'source'])
})

test('a page for the app has no token', async () => {
  const { url } = await announced('app-only')
  expect(url.href).toBe('https://www.bilibili.com/blackboard/activity-loginwarning.html')
})

test('a message needs a captcha of its own kind, the right scene, and a phone', async () => {
  const { send, captcha } = await announced('secLogin')
  expect((await send({ sms_type: 'loginTelCheck' })).body.code).toBe(-400)
  const { token, challenge, validate, seccode } = await captcha()
  const foreign = { recaptcha_token: token, gee_challenge: challenge, gee_validate: validate, gee_seccode: seccode }
  expect((await send(foreign)).body.code).toBe(-105)
  const unbound = await announced('secLogin', '')
  const { body } = await unbound.get(`${safecenter}/user/info`, { tmp_code: unbound.tmp_code })
  expect(body.data.account_info).toMatchObject({ bind_tel: false, tel_verify: false, hide_tel: '' })
  expect((await unbound.send()).body.code).toBe(-108)
})

test('another request id is refused, and a check lives ten minutes', async () => {
  const { tmp_code, send, post, get, emulator, clock } = await announced('loginTelCheck')
  const { captcha_key } = (await send()).body.data
  const { code } = emulator.bilibili.phone.readSms()
  const form = { type: 'loginTelCheck', tmp_code, captcha_key, code, request_id: '0'.repeat(32) }
  expect((await post(`${safecenter}/login/tel/verify`, form)).body.code).toBe(-400)
  const api = 'https://api.bilibili.com/x/safecenter/user/info'
  expect((await get(api, { tmp_code })).body.code).toBe(0)
  clock.advance(600_000)
  expect((await get(api, { tmp_code })).body.code).toBe(-400)
})

test('a login by text message says status 5', async () => {
  const { sendSms, submitSms, emulator } = setUpLogins({ accounts: [{ riskCheck: 'secLogin' }] })
  const { captcha_key } = (await sendSms()).body.data
  const { body, cookies } = await submitSms(captcha_key, emulator.bilibili.phone.readSms().code)
  expect(body.data).toMatchObject({ status: 5, url: expect.stringContaining('scene=secLogin') })
  expect(cookies).toEqual([])
})

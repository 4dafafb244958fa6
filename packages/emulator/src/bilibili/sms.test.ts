import { expect, test } from 'vitest'
import { passport, setUpLogins } from '../__fixtures__/bilibili-logins.ts'

/** A client that has a message on its phone. */
async function sent(bilibili = {}) {
  const all = setUpLogins(bilibili)
  const { captcha_key: key } = (await all.sendSms()).body.data
  const { code } = all.emulator.bilibili.phone.readSms()
  return Object.assign(all, { key, code })
}

test('the code of the message opens a session', async () => {
  const { submitSms, key, code } = await sent()
  expect(key).toMatch(/^[0-9a-f]{32}$/)
  expect(code).toMatch(/^0\d{5}$/)
  const { body, cookies } = await submitSms(key, code)
  expect(body).toMatchObject({ code: 0, data: { is_new: false, status: 0, hint: '登录成功' } })
  expect(cookies).toHaveLength(5)
  expect((await submitSms(key, code)).body.code).toBe(1007)
})

test('a number that nobody has gets an account', async () => {
  const { sendSms, submitSms, emulator } = setUpLogins()
  const tel = { tel: '13900000000' }
  const { captcha_key } = (await sendSms(tel)).body.data
  const { code } = emulator.bilibili.phone.readSms(tel.tel)
  expect((await submitSms(captcha_key, code, tel)).body.data).toMatchObject({ is_new: true, status: 0 })
  expect(emulator.bilibili.accounts.list()).toHaveLength(2)
  expect(() => emulator.bilibili.phone.readSms('13700000000')).toThrow('no text message')
})

test('a wrong code, another number and an old code are refused', async () => {
  const { submitSms, key, code, clock } = await sent()
  expect((await submitSms(key, code.slice(1))).body.code).toBe(1006)
  expect((await submitSms(key, code, { tel: '13900000000' })).body.code).toBe(1006)
  expect((await submitSms(key, '')).body.code).toBe(-400)
  clock.advance(300_000)
  expect((await submitSms(key, code)).body.code).toBe(1007)
})

test('one message a minute, ten a day', async () => {
  const { sendSms, clock } = setUpLogins()
  for (let count = 0; count < 10; count++) {
    expect((await sendSms()).body.code).toBe(0)
    expect((await sendSms()).body.code).toBe(1003)
    clock.advance(60_000)
  }
  expect((await sendSms()).body.code).toBe(86203)
  clock.advance(86_400_000)
  expect((await sendSms()).body.code).toBe(0)
})

test('a client without a device is sent to the app, unless told otherwise', async () => {
  const { sendSms, emulator } = setUpLogins()
  expect((await sendSms({}, {})).body.code).toBe(86103)
  expect((await sendSms({}, { cookie: 'buvid3=' })).body.code).toBe(86103)
  emulator.bilibili.settings.smsNeedsBuvid3 = false
  expect((await sendSms({}, {})).body.code).toBe(0)
})

test.each([
  [{ cid: 86, tel: '13800300401' }, 0],
  [{ cid: 1, tel: '13800300401' }, 0],
  [{ cid: 1, tel: '2025550123' }, 0],
  [{ cid: 852, tel: '51234567' }, 0],
  [{ cid: 86, tel: '51234567' }, 1002],
  [{ cid: 86, tel: '138-0030-0401' }, 1002],
  [{ cid: 9999, tel: '51234567' }, 1002],
  [{ cid: '', tel: '51234567' }, -400],
])('%j is answered with %i', async (to, code) => {
  expect((await setUpLogins().sendSms(to)).body.code).toBe(code)
})

test('the captcha must be solved, and the account not be banned', async () => {
  const { sendSms, account } = setUpLogins()
  expect((await sendSms({ validate: '0'.repeat(32) })).body.code).toBe(-105)
  expect((await sendSms({ token: '0'.repeat(32) })).body.code).toBe(2400)
  account.standing = 'banned'
  expect((await sendSms()).body.code).toBe(1025)
})

test('the countries come in the old envelope, the common ones first', async () => {
  const { body } = await setUpLogins().get('https://passport.bilibili.com/web/generic/country/list')
  expect(Object.keys(body)).toEqual(['code', 'data'])
  expect(body.data.common).toHaveLength(18)
  expect(body.data.common[0]).toEqual({ id: 1, cname: '中国大陆', country_id: '86' })
  expect(body.data.others).toHaveLength(197)
  expect(body.data.others[0]).toEqual({ id: 22, cname: '阿富汗', country_id: '93' })
})

test('parameters may be in the query as well as in the body', async () => {
  const { account, captcha, emulator } = setUpLogins()
  const query = new URLSearchParams({ cid: '86', tel: account.phone, ...(await captcha()) })
  const response = await emulator.fetch(`${passport}/passport-login/web/sms/send?${query}`, {
    method: 'POST',
    headers: { cookie: 'buvid3=x' },
  })
  expect(await response.json()).toMatchObject({ code: 0 })
})

import { describeMethod } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { answerAll, setUp } from '../__fixtures__/person.ts'
import { createBilibili } from '../provider.ts'

const input = { phone: '138 0030-0401' }

describeMethod({
  method: 'sms',
  input,
  createProvider: createBilibili,
  human: (event, { emulator }) => answerAll(event, emulator),
})

const send = 'sms/send'
const login = 'login/sms'
const captcha = 'passport-login/captcha'

test('a captcha, the message, its code', async () => {
  const { provider, answers, asked, account, sent } = setUp()
  const credential = await provider.login('sms', { input }).finish({ answers })
  expect(asked()).toEqual(['finger/spi', captcha, send, login])
  expect(sent.at(-1)?.form).toMatchObject({ cid: '86', tel: account.phone, keep: 'true' })
  expect(sent.slice(-2).map(({ cookie }) => /buvid3=\w/.test(cookie))).toEqual([true, true])
  expect(credential).toMatchObject({ userId: account.userId })
  expect(credential.isNewAccount).toBeUndefined()
  expect(await provider.check(credential)).toMatchObject({ status: 'valid' })
})

test('the challenge says where the code went, without giving the number away', async () => {
  const { provider, answers, readCode } = setUp()
  const asked: unknown[] = []
  const codes: string[] = []
  const smsCode = (challenge: unknown) => {
    asked.push(challenge)
    codes.push(readCode().code)
    return readCode()
  }
  await provider.login('sms', { input }).finish({ answers: { ...answers, 'sms-code': smsCode } })
  expect(asked).toEqual([{ kind: 'sms-code', sentTo: '+86 138*****401' }])
  // A zero in front belongs to the code.
  expect(codes).toEqual([expect.stringMatching(/^0\d{5}$/)])
})

test.each([
  [{ phone: '+8613800300401' }, '86'],
  [{ phone: '0086 138 0030 0401' }, '86'],
  [{ phone: '＋８５２　５１２３－４５６７' }, '852'],
  [{ phone: '13800300401', country: '+86' }, '86'],
  [{ phone: '13800300401', country: '中国大陆' }, '86'],
  [{ phone: '5123 4567', country: '852' }, '852'],
  [{ phone: '+852 5123 4567' }, '852'],
  [{ phone: '+1 (268) 464-1234' }, '1268'],
  [{ phone: '2025550123', country: '加拿大' }, '1'],
])('%j goes to +%s', async (given, cid) => {
  const { provider, answers, sent } = setUp()
  await provider.login('sms', { input: given }).finish({ answers })
  expect(sent.at(-1)?.form).toMatchObject({ cid, tel: expect.stringMatching(/^\d+$/) })
})

test.each([
  [{ phone: '13800300401', country: 'Atlantis' }, 'the country is unknown'],
  [{ phone: '+999 123 456' }, 'the country is unknown'],
  [{ phone: 'me@example.com' }, 'the phone number is malformed'],
  [{ phone: '12' }, 'the phone number is malformed'],
])('%j is an error of the input, which does not repeat it', async (given, message) => {
  const { provider, answers, asked } = setUp()
  await expect(provider.login('sms', { input: given }).finish({ answers })).rejects.toMatchObject({
    code: 'input-invalid',
    message: `bilibili/sms: ${message}`,
    hint: { en: expect.stringMatching(/./), zh: expect.stringMatching(/./) },
  })
  expect(asked()).not.toContain(captcha)
})

test('a country that only the service knows is looked up there', async () => {
  const { create, answers, sent } = setUp()
  const common = [{ id: 300, cname: '亚特兰蒂斯', country_id: '999' }]
  const provider = create((path) =>
    path.endsWith('country/list')
      ? Response.json({ code: 0, data: { common, others: [] } })
      : path.endsWith('sms/send')
        ? Response.json({ code: 1002 })
        : undefined,
  )
  const atlantis = { phone: '12345678', country: '亚特兰蒂斯' }
  await expect(provider.login('sms', { input: atlantis }).finish({ answers })).rejects.toMatchObject({
    reason: 'wrong-credentials',
    serviceCode: 1002,
  })
  expect(sent.at(-1)?.form).toMatchObject({ cid: '999', tel: '12345678' })
})

test('a number without an account gets one, and the credential says so', async () => {
  const { provider, answers } = setUp()
  expect(provider.methods.sms.fields.phone.label).toEqual({
    en: 'Phone number (one that has no account yet gets a new one)',
    zh: '手机号（未注册的号码会自动创建新账号）',
  })
  const credential = await provider.login('sms', { input: { phone: '13911112222' } }).finish({ answers })
  expect(credential).toMatchObject({ isNewAccount: true })
  expect(provider.parseCredential(JSON.parse(JSON.stringify(credential)))).toEqual(credential)
})

describe('a code', () => {
  test('that is wrong, or no number, is asked for again', async () => {
    const { provider, answers, readCode, asked } = setUp()
    const given = ['999999', 'twelve', '']
    const problems: unknown[] = []
    await provider.login('sms', { input }).finish({
      answers: {
        ...answers,
        'sms-code': ({ problem }) => {
          problems.push(problem)
          const code = given.shift()
          return code === undefined ? readCode() : { kind: 'sms-code', code }
        },
      },
    })
    expect(problems).toEqual([undefined, 'wrong-code', 'wrong-code', 'wrong-code'])
    expect(asked().filter((path) => path === login)).toHaveLength(2)
    expect(asked().filter((path) => path === send)).toHaveLength(1)
  })

  test('that has expired is followed by a captcha and a new message', async () => {
    const { provider, answers, readCode, asked, clock } = setUp()
    const problems: unknown[] = []
    await provider.login('sms', { input }).finish({
      answers: {
        ...answers,
        'sms-code': async ({ problem }) => {
          problems.push(problem)
          const old = readCode()
          if (!problem) await clock.wait(300_000)
          return old
        },
      },
    })
    expect(problems).toEqual([undefined, 'expired-code'])
    expect(asked().slice(1)).toEqual([captcha, send, login, captcha, send, login])
  })

  test('is gone from the state once it was taken', async () => {
    const { provider, answers, readCode, account } = setUp({ accounts: [{ riskCheck: 'loginTelCheck' }] })
    const flow = provider.login('sms', { input: { phone: '13800300401' } })
    const states: string[] = []
    await flow.finish({ answers, onEvent: () => void states.push(JSON.stringify(flow.snapshot())) })
    const first = states[1]
    expect(first).toContain(account.phone)
    for (const later of states.slice(2)) {
      expect(later).not.toContain(`"${account.phone}"`)
      expect(later).not.toContain(readCode().code)
    }
  })
})

test('a captcha that is not taken is followed by another', async () => {
  const { provider, answers, solve, asked } = setUp()
  let attempts = 0
  const geetest = ({ challenge }: { challenge: string }) => ({
    ...solve(challenge),
    ...(attempts++ < 2 && { validate: 'x' }),
  })
  await provider.login('sms', { input }).finish({ answers: { ...answers, geetest } })
  expect(asked()).toEqual(['finger/spi', captcha, send, captcha, send, captcha, send, login])
})

describe('no message is sent', () => {
  test('twice within a minute', async () => {
    const { provider, answers } = setUp()
    await provider.login('sms', { input }).finish({ answers })
    await expect(provider.login('sms', { input }).finish({ answers })).rejects.toMatchObject({
      reason: 'rate-limited',
      serviceCode: 1003,
      hint: { en: 'Wait 60 seconds before asking for another code.', zh: '请等待 60 秒后再获取验证码。' },
    })
  })

  test('beyond the quota of the day', async () => {
    const { provider, answers } = setUp({ smsPerDay: 0 })
    await expect(provider.login('sms', { input }).finish({ answers })).rejects.toMatchObject({
      reason: 'rate-limited',
      serviceCode: 86203,
      message: 'bilibili/sms: send: no more codes for this number (86203)',
      hint: { zh: '该号码今日获取验证码次数已达上限，请明天再试，或改用扫码登录。' },
    })
  })

  test('to the number of a banned account', async () => {
    const { provider, answers } = setUp({ accounts: [{ standing: 'banned' }] })
    await expect(provider.login('sms', { input }).finish({ answers })).rejects.toMatchObject({
      reason: 'account-restricted',
      serviceCode: 1025,
    })
  })

  test('to a number the service finds malformed', async () => {
    const { provider, answers } = setUp()
    await expect(provider.login('sms', { input: { phone: '5123 4567' } }).finish({ answers })).rejects.toMatchObject({
      reason: 'wrong-credentials',
      serviceCode: 1002,
      hint: { en: 'Check the phone number and the country.', zh: '请检查手机号与国家/地区代码。' },
    })
  })

  test('where risk control wants the app', async () => {
    const { create, answers } = setUp()
    const provider = create((path) => (path.endsWith(send) ? Response.json({ code: 86103 }) : undefined))
    await expect(provider.login('sms', { input }).finish({ answers })).rejects.toMatchObject({
      reason: 'risk-control',
      serviceCode: 86103,
      hint: { en: expect.stringContaining('Bilibili app'), zh: expect.stringContaining('App') },
    })
  })
})

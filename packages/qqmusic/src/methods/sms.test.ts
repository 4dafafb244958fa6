import { describeMethod } from '@denglu/testing'
import { expect, test } from 'vitest'
import { createQQMusic } from '../provider.ts'
import { openWorld } from '../world.fixture.ts'

const phone = '13800000001'

describeMethod({
  method: 'sms',
  input: { phone },
  createProvider: createQQMusic,
  setUp: ({ qqmusic }) => {
    qqmusic.settings.smsWantsCaptcha = true
  },
  human: async (event, { emulator }) => {
    if (event.type !== 'challenge-raised') return undefined
    if (event.challenge.kind === 'visit-url') {
      await emulator.fetch(event.challenge.url)
      return { kind: 'visit-url' }
    }
    return { kind: 'sms-code', code: emulator.qqmusic.phone.readSms(phone).code }
  },
})

test('takes the code as it is, zeros in front included, and asks again after a wrong one', async () => {
  const { qqmusic, service, sent } = openWorld()
  const asked: unknown[] = []
  const credential = await qqmusic.login('sms', { input: { phone: '138 0000-0001' } }).finish({
    answers: {
      'sms-code': (challenge) => {
        asked.push(challenge)
        const { code } = service.phone.readSms(phone)
        expect(code).toMatch(/^0\d{5}$/)
        return { kind: 'sms-code', code: asked.length === 1 ? '123456' : ` ${code} ` }
      },
    },
  })
  expect(credential.userId).toBe(service.accounts.byPhone(phone)?.userId)
  expect(asked).toEqual([
    { kind: 'sms-code', sentTo: '138****0001' },
    { kind: 'sms-code', sentTo: '138****0001', problem: 'wrong-code' },
  ])
  const [first, , last] = sent.map((body) => JSON.parse(body))
  expect(first.req_0.param).toEqual({ tmeAppid: 'qqmusic', phoneNo: phone, areaCode: '86' })
  expect(last.req_0.param).toEqual({ code: service.phone.readSms(phone).code, phoneNo: phone, loginMode: 1 })
  expect(last.comm).toMatchObject({ ct: 11, tmeLoginMethod: 3, tmeLoginType: 0 })
})

test('leads to the security page, wherever the service asks for it', async () => {
  const { qqmusic, service } = openWorld()
  const securityURL = 'https://i.y.qq.com/n3/security?ticket=1'
  service.answers.add({ method: 'SendPhoneAuthCode', code: 20276, data: { securityURL }, times: 1 })
  service.answers.add({ method: 'Login', code: 2001, data: { feedbackURL: securityURL }, times: 1 })
  const kinds: string[] = []
  await qqmusic.login('sms', { input: { phone } }).finish({
    answers: {
      'visit-url': ({ url, why }) => {
        kinds.push(`${why} ${url}`)
        return { kind: 'visit-url' }
      },
      'sms-code': () => ({ kind: 'sms-code', code: service.phone.readSms(phone).code }),
    },
  })
  expect(kinds).toEqual([`captcha ${securityURL}`, `risk-check ${securityURL}`])
})

test.each([
  [20276, { securityURL: 'javascript:alert(1)' }, 'risk-control'],
  [20276, {}, 'risk-control'],
  [100001, {}, 'rate-limited'],
  [20274, {}, 'account-restricted'],
  [20279, {}, 'device-limit'],
  [98765, { errMsg: '未知错误，手机号13800000001' }, 'unknown'],
] as const)('is refused with %i %o as %s', async (serviceCode, data, reason) => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'SendPhoneAuthCode', code: serviceCode, data })
  const failed = qqmusic.login('sms', { input: { phone } }).finish()
  await expect(failed).rejects.toMatchObject({ code: 'service-refused', serviceCode, reason })
  await expect(failed).rejects.not.toMatchObject({ message: expect.stringMatching(/13800000001|javascript/) })
})

test('a second message within the minute is refused', async () => {
  const { qqmusic } = openWorld()
  for await (const event of qqmusic.login('sms', { input: { phone } })) if (event.type === 'challenge-raised') break
  await expect(qqmusic.login('sms', { input: { phone } }).finish()).rejects.toMatchObject({ reason: 'rate-limited' })
})

test('a number without an account is told so in neutral words', async () => {
  const { qqmusic, service } = openWorld()
  const other = '13912345678'
  const failed = qqmusic.login('sms', { input: { phone: other } }).finish({
    answers: { 'sms-code': () => ({ kind: 'sms-code', code: service.phone.readSms(other).code }) },
  })
  await expect(failed).rejects.toMatchObject({ serviceCode: 20274, reason: 'account-restricted' })
})

test.each([{ phone: '+8613800000001' }, { phone: 'abc' }, { phone, country: 'CN' }])('takes no %o', async (input) => {
  const { qqmusic, sent } = openWorld()
  await expect(qqmusic.login('sms', { input }).finish()).rejects.toMatchObject({ code: 'input-invalid' })
  expect(sent).toEqual([])
})

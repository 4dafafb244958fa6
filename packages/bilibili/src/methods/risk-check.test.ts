import type { LoginEvent } from '@denglu/core'
import { describeMethod } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { answerAll, setUp } from '../__fixtures__/person.ts'
import { createBilibili } from '../provider.ts'

const password = { username: 'user100200300401@example.com', password: 'correct-horse-7' }
const phone = { phone: '13800300401' }

const scenes = ['loginTelCheck', 'loginTelCheck-2021', 'secLogin', 'deviceVerify'] as const

for (const riskCheck of ['loginTelCheck', 'secLogin', 'deviceVerify'] as const) {
  describe(`risk check ${riskCheck}`, () => {
    for (const [method, input] of [
      ['password', password],
      ['sms', phone],
    ] as const)
      describeMethod({
        method,
        input,
        createProvider: createBilibili,
        setUp: ({ bilibili }) => {
          bilibili.accounts.first.riskCheck = riskCheck
        },
        human: (event, { emulator }) => answerAll(event, emulator),
      })
  })
}

const verified = {
  loginTelCheck: ['tel/verify', { type: 'loginTelCheck', request_id: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  'loginTelCheck-2021': ['tel/verify', { type: 'loginTelCheck', request_id: expect.stringMatching(/^[0-9a-f]{32}$/) }],
  secLogin: ['sec/verify', { verify_type: 'sms' }],
  deviceVerify: ['user_device/verify', { sms_type: 'deviceVerify' }],
} as const

test.each(scenes)('%s is more questions of the same flow', async (riskCheck) => {
  const { provider, answers, asked, sent, account } = setUp({ accounts: [{ riskCheck }] })
  const events: LoginEvent[] = []
  const credential = await provider.login('password', { input: password }).finish({
    answers,
    onEvent: (event) => void events.push(event),
  })
  expect(events.map((event) => (event.type === 'challenge-raised' ? event.challenge : event.type))).toMatchObject([
    { kind: 'geetest' },
    { kind: 'geetest' },
    // As the service masks it.
    { kind: 'sms-code', sentTo: '138*****401' },
    'login-succeeded',
  ])
  const [path, form] = verified[riskCheck]
  expect(asked().slice(4)).toEqual(['user/info', 'captcha/pre', 'sms/send', path, 'web/exchange_cookie'])
  expect(sent.at(-2)?.form).toMatchObject({ ...form, source: 'risk', code: expect.stringMatching(/^\d{6}$/) })
  expect(sent.at(-1)?.headers.get('referer')).toMatch(/^https:\/\/passport\.bilibili\.com\/.*tmp_token=/)
  expect(credential).toMatchObject({
    userId: account.userId,
    refreshToken: expect.stringMatching(/./),
    device: { buvid3: expect.stringMatching(/infoc$/) },
  })
  expect(await provider.check(credential)).toMatchObject({ status: 'valid' })
})

test('a wrong code and an old one ask again, as in a login by text message', async () => {
  const { provider, answers, readCode, clock } = setUp({ accounts: [{ riskCheck: 'secLogin' }] })
  const problems: unknown[] = []
  await provider.login('password', { input: password }).finish({
    answers: {
      ...answers,
      'sms-code': async ({ problem }) => {
        problems.push(problem)
        if (problem === undefined) return { kind: 'sms-code', code: '999999' }
        const code = readCode()
        if (problem === 'wrong-code') await clock.wait(300_000)
        return code
      },
    },
  })
  expect(problems).toEqual([undefined, 'wrong-code', 'expired-code'])
})

test('a captcha that is not taken is followed by another of the same kind', async () => {
  const { provider, answers, solve, asked } = setUp({ accounts: [{ riskCheck: 'secLogin' }] })
  let attempts = 0
  const geetest = ({ challenge }: { challenge: string }) => ({
    ...solve(challenge),
    ...(attempts++ === 1 && { validate: 'x' }),
  })
  await provider.login('password', { input: password }).finish({ answers: { ...answers, geetest } })
  expect(asked().filter((path) => path === 'captcha/pre')).toHaveLength(2)
})

test('a lost exchange is made again with the code it is for', async () => {
  const { create, answers, asked } = setUp({ accounts: [{ riskCheck: 'loginTelCheck' }] })
  let lost = 2
  const provider = create((path) =>
    path.endsWith('exchange_cookie') && lost-- > 0 ? new Response('', { status: 502 }) : undefined,
  )
  expect(await provider.login('password', { input: password }).finish({ answers })).toBeDefined()
  expect(asked().filter((path) => path.endsWith('/verify'))).toHaveLength(1)
  expect(asked().filter((path) => path.endsWith('exchange_cookie'))).toHaveLength(3)
})

test('once the code is taken, the state holds what it bought', async () => {
  const { create, answers } = setUp({ accounts: [{ riskCheck: 'loginTelCheck' }] })
  const gateway = () => new Response('', { status: 502 })
  const broken = create((path) => (path.endsWith('exchange_cookie') ? gateway() : undefined))
  const flow = broken.login('password', { input: password, patienceMs: 0 })
  await expect(flow.finish({ answers })).rejects.toMatchObject({ code: 'response-unexpected', retryable: true })
  const snapshot = JSON.parse(JSON.stringify(flow.snapshot()))
  expect(snapshot.stage).toMatchObject({ next: 'poll', state: { phase: 'risk-passed' } })
  expect(await create().resume(snapshot).finish()).toMatchObject({ provider: 'bilibili' })
})

describe('a check that nobody can pass here says what to do', () => {
  const hint = {
    en: 'Log in once in the Bilibili app or on bilibili.com and pass the check there, or scan a QR code instead.',
    zh: '请先在哔哩哔哩 App 或官网登录并完成验证，或改用扫码登录。',
  }

  test('a page for the app', async () => {
    const { provider, answers } = setUp({ accounts: [{ riskCheck: 'app-only' }] })
    await expect(provider.login('password', { input: password }).finish({ answers })).rejects.toMatchObject({
      message: 'bilibili/password: log in: the service wants a check that only its own pages can do (2)',
      reason: 'risk-control',
      hint,
    })
    await expect(provider.login('sms', { input: phone }).finish({ answers })).rejects.toMatchObject({
      message: 'bilibili/sms: log in: the service wants a check that only its own pages can do (5)',
      hint,
    })
  })

  test('an account without a phone', async () => {
    const { provider, answers } = setUp({ accounts: [{ riskCheck: 'secLogin', phone: '' }] })
    await expect(provider.login('password', { input: password }).finish({ answers })).rejects.toMatchObject({
      message: 'bilibili/password: risk check: account: the check needs a phone, and the account has none (0)',
      reason: 'risk-control',
      hint,
    })
  })
})

test('a snapshot cannot lead the flow to another host', async () => {
  const { provider, answers } = setUp({ accounts: [{ riskCheck: 'secLogin' }] })
  const flow = provider.login('password', { input: password })
  const snapshots: string[] = []
  await flow.finish({ answers, onEvent: () => void snapshots.push(JSON.stringify(flow.snapshot())) })
  const forged = snapshots[1]?.replace('https://passport.bilibili.com/', 'https://passport.bilibili.com.example/')
  expect(() => provider.resume(JSON.parse(forged ?? ''))).toThrow('this is no risk check of bilibili.com')
})

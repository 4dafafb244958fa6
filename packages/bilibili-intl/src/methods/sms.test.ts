import type { AnswerHandlers, ChallengeOf } from '@denglu/core'
import { createEmulator, type Emulator } from '@denglu/emulator'
import { createInstantClock, describeMethod, scriptReplies } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import { createBilibiliIntl } from '../provider.ts'

const input = { country: '65', phone: '81234567' }

describeMethod({
  method: 'sms',
  input,
  createProvider: createBilibiliIntl,
  human: (event, { emulator }) => {
    if (event.type !== 'challenge-raised') return undefined
    const { challenge } = event
    if (challenge.kind === 'geetest') return { kind: 'geetest', ...emulator.geetest.solve(challenge.challenge) }
    return { kind: 'sms-code', code: '123456' }
  },
})

const clock = createInstantClock()

/** Goes through a login with somebody who types these codes, one after the other. */
async function logIn(
  emulator: Emulator,
  codes: readonly (string | (() => Promise<string>))[],
  given: typeof input = input,
) {
  const left = [...codes]
  const asked: ChallengeOf<'sms-code'>[] = []
  const answers: AnswerHandlers = {
    geetest: ({ challenge }) => ({ kind: 'geetest', ...emulator.geetest.solve(challenge) }),
    'sms-code': async (challenge) => {
      asked.push(challenge)
      const next = left.shift() ?? ''
      return { kind: 'sms-code', code: typeof next === 'string' ? next : await next() }
    },
  }
  const intl = createBilibiliIntl({ fetch: emulator.fetch, clock })
  return { asked, credential: await intl.login('sms', { input: given }).finish({ answers }) }
}

describe('with the service', () => {
  test('asks once more after a wrong code, and shows only a part of the number', async () => {
    const { asked } = await logIn(createEmulator({ clock }), ['000000', '123456'])
    expect(asked).toEqual([
      { kind: 'sms-code', sentTo: '+65 81****67' },
      { kind: 'sms-code', sentTo: '+65 81****67', problem: 'wrong-code' },
    ])
  })

  test('sends another code when the first is too old', async () => {
    const tooLate = async () => {
      await clock.wait(301_000)
      return '123456'
    }
    const emulator = createEmulator({ clock, bilibiliIntl: { smsWantsCaptcha: false } })
    const { asked } = await logIn(emulator, [tooLate, '123456'])
    expect(asked.map(({ problem }) => problem)).toEqual([undefined, 'expired-code'])
  })

  test('a known number leads to its account, an unknown one to a new account', async () => {
    const emulator = createEmulator({ clock, bilibiliIntl: { accounts: [{ phone: input.phone }] } })
    const { accounts } = emulator.bilibiliIntl
    expect((await logIn(emulator, ['123456'])).credential.userId).toBe(accounts.first.userId)
    const other = { country: '+62', phone: '812-3456 789' }
    const { credential } = await logIn(emulator, ['123456'], other)
    expect(accounts.list().map(({ userId }) => userId)).toEqual([accounts.first.userId, credential.userId])
    expect(accounts.list()[1]).toMatchObject({ dialingCode: '62', phone: '8123456789' })
  })

  test('a second code within a minute is refused', async () => {
    const emulator = createEmulator({ clock })
    await logIn(emulator, ['123456'])
    await expect(logIn(emulator, ['123456'])).rejects.toMatchObject({ reason: 'rate-limited', serviceCode: 86_200 })
  })

  test('a number with its country in front is read, too', async () => {
    const { credential } = await logIn(createEmulator({ clock }), ['123456'], { country: '65', phone: '+65 8123 4567' })
    expect(credential).toMatchObject({ userId: '1400000002', isNewAccount: true })
  })

  test.each([
    ['SG', '81234567', 'the country is unknown'],
    ['65', '8123-ABCD', 'the phone number is malformed'],
    ['65', '+6081234567', 'the phone number is malformed'],
    ['86', '23800000000', 'the phone number is malformed'],
    ['86', '1380000000', 'the phone number is malformed'],
  ])('+%s %s is not sent at all: %s', async (country, phone, problem) => {
    await expect(logIn(createEmulator({ clock }), [], { country, phone })).rejects.toMatchObject({
      code: 'input-invalid',
      step: 'bilibili-intl/sms',
      message: `bilibili-intl/sms: ${problem}`,
    })
  })

  test('five captchas that do not help are enough', async () => {
    let asked = 0
    const flow = createBilibiliIntl({ fetch: createEmulator({ clock }).fetch, clock }).login('sms', { input })
    const wrong = { kind: 'geetest', challenge: 'c', validate: 'v', seccode: '' } as const
    const finished = flow.finish({
      answers: {
        geetest: () => {
          asked++
          return wrong
        },
      },
    })
    await expect(finished).rejects.toMatchObject({ reason: 'risk-control', serviceCode: -105 })
    expect(asked).toBe(5)
  })

  test('an answer on its way is not lost with the connection', async () => {
    const emulator = createEmulator({ clock })
    const typed = async () => {
      emulator.faults.add({ kind: 'reset', match: { path: /key$|sms$/ }, times: 3 })
      return '123456'
    }
    expect((await logIn(emulator, [typed])).credential.userId).toBe('1400000002')
  })

  test('the countries come from the service, one’s own first', async () => {
    const countries = await createBilibiliIntl({ fetch: createEmulator().fetch }).fetchCountries()
    expect(countries).toHaveLength(6)
    expect(countries[0]).toEqual({ name: 'Singapore', dialingCode: '65' })
  })
})

describe('with recorded answers', () => {
  const service = scriptReplies()

  test('sends what the site’s own page sends', async () => {
    service.replies(...fixtures('password/key', 'sms/sent', 'password/key', 'sms/confirmed', 'user/logged-in'))
    const flow = createBilibiliIntl({ clock: createInstantClock(recordedAt) }).login('sms', { input })
    await flow.finish({ answers: { 'sms-code': () => ({ kind: 'sms-code', code: '000123' }) } })

    const [, send, , login] = service.seen
    const tel = expect.stringMatching(/^[A-Za-z0-9+/]{171}=$/)
    expect(send?.form).toEqual({ cid: '65', tel })
    expect(login?.form).toEqual({
      cid: '65',
      tel,
      captcha_key: '7c5d3e1f9a8b4c6d8e0f2a4c6e8b0d1f',
      code: '000123',
      keep_me: 'true',
    })
    expect(login?.form.tel).not.toBe(send?.form.tel)
  })
})

import { LoginError, ServiceRefusedError } from '@denglu/core'
import { createEmulator, type Emulator } from '@denglu/emulator'
import { createInstantClock, describeMethod, scriptReplies } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { fixture, fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import { createBilibiliIntl } from '../provider.ts'

const input = { username: 'user1400000001@example.com', password: 'correct-horse-7' }

describeMethod({
  method: 'password',
  input,
  createProvider: createBilibiliIntl,
  setUp: ({ bilibiliIntl }) => {
    bilibiliIntl.accounts.first.wantsCaptcha = true
  },
  human: (event, { emulator }) => {
    if (event.type !== 'challenge-raised' || event.challenge.kind !== 'geetest') return undefined
    return { kind: 'geetest', ...emulator.geetest.solve(event.challenge.challenge) }
  },
})

const clock = createInstantClock()
const provider = ({ fetch }: Emulator) => createBilibiliIntl({ fetch, clock })

/** A world in which the captcha is asked for, or not. */
function emulate(wantsCaptcha: boolean): Emulator {
  return createEmulator({ clock, bilibiliIntl: { accounts: [{ wantsCaptcha }] } })
}

describe('with the service', () => {
  test('logs in without a captcha where none is asked for', async () => {
    const emulator = emulate(false)
    const flow = provider(emulator).login('password', { input })
    const types = []
    for await (const { type } of flow) types.push(type)
    expect(types).toEqual(['login-succeeded'])
    expect(emulator.bilibiliIntl.accounts.first.sessions()).toHaveLength(1)
  })

  test('a password in any script goes over the wire as it is', async () => {
    const password = 'mật khẩu 密码 ♥'
    const emulator = createEmulator({ clock, bilibiliIntl: { accounts: [{ password }] } })
    const flow = provider(emulator).login('password', { input: { ...input, password } })
    expect((await flow.finish()).userId).toBe('1400000001')
  })

  test('a wrong password is refused, and so is one nobody can have', async () => {
    const intl = provider(emulate(false))
    const wrong = await intl
      .login('password', { input: { ...input, password: 'wrong' } })
      .finish()
      .catch(String)
    expect(wrong).toBe(
      'ServiceRefusedError: bilibili-intl/password: log in: the account or the password is wrong (-629)',
    )
    const long = intl.login('password', { input: { ...input, password: 'x'.repeat(102) } }).finish()
    await expect(long).rejects.toMatchObject({ code: 'input-invalid' })
  })

  test('a wrong answer to the captcha brings another captcha', async () => {
    const emulator = emulate(true)
    const asked: string[] = []
    const credential = await provider(emulator)
      .login('password', { input })
      .finish({
        answers: {
          geetest: ({ challenge }) => {
            asked.push(challenge)
            const proof = emulator.geetest.solve(challenge)
            return { kind: 'geetest', ...proof, ...(asked.length === 1 && { validate: 'wrong' }) }
          },
        },
      })
    expect(new Set(asked).size).toBe(2)
    expect(credential.userId).toBe('1400000001')
  })

  test('a captcha may take longer than a salt lives: the password is encrypted afterwards', async () => {
    const emulator = emulate(true)
    const flow = provider(emulator).login('password', { input })
    const credential = await flow.finish({
      answers: {
        geetest: async ({ challenge }) => {
          await clock.wait(100_000)
          return { kind: 'geetest', ...emulator.geetest.solve(challenge) }
        },
      },
    })
    expect(credential.userId).toBe('1400000001')
  })

  test('the password waits in the snapshot only while a captcha is pending', async () => {
    const emulator = emulate(true)
    const flow = provider(emulator).login('password', { input })
    const held: [string, boolean][] = []
    const hold = () => held.push([flow.snapshot().stage.next, JSON.stringify(flow.snapshot()).includes(input.password)])
    const outage = emulator.faults.add({ kind: 'reset', match: { host: 'api.bilibili.tv' } })
    const finished = flow.finish({
      answers: {
        geetest: ({ challenge }) => {
          hold()
          return { kind: 'geetest', ...emulator.geetest.solve(challenge) }
        },
      },
    })
    await expect(finished).rejects.toMatchObject({ code: 'network-failed' })
    hold()
    expect(held).toEqual([
      ['ask', true],
      ['poll', false],
    ])
    outage.remove()
    expect((await flow.finish()).userId).toBe('1400000001')
  })

  test('a network in the wrong region is told so, and not that the password is wrong', async () => {
    const emulator = createEmulator({ clock, bilibiliIntl: { regionRefused: true } })
    const error = await provider(emulator)
      .login('password', { input })
      .finish()
      .catch((thrown: unknown) => thrown)
    expect(ServiceRefusedError.is(error, 'risk-control')).toBe(true)
    expect(error).toMatchObject({ serviceCode: 10_003_003, hint: { en: expect.stringContaining('another network') } })
  })

  test('a captcha that only the site’s own page can show is not asked of the caller', async () => {
    const emulator = emulate(true)
    emulator.bilibiliIntl.settings.captchaType = 'img'
    const error = await provider(emulator)
      .login('password', { input })
      .finish()
      .catch((thrown: unknown) => thrown)
    expect(LoginError.is(error, 'challenge-unhandled')).toBe(true)
  })

  test('asked to poll while a captcha is pending, it asks for a fresh one', async () => {
    const emulator = emulate(true)
    const flow = provider(emulator).login('password', { input })
    for await (const event of flow) if (event.type === 'challenge-raised') break
    const { stage, ...snapshot } = JSON.parse(JSON.stringify(flow.snapshot()))
    const polling = { ...snapshot, stage: { next: 'poll', afterMs: 0, state: stage.state } }
    for await (const event of provider(emulator).resume(polling)) {
      expect(event).toMatchObject({ type: 'challenge-raised', challenge: { kind: 'geetest' } })
      expect(event).not.toMatchObject({ challenge: stage.challenge })
      break
    }
  })
})

describe('with recorded answers', () => {
  const service = scriptReplies()
  const intl = () => createBilibiliIntl({ clock: createInstantClock(recordedAt) })
  const solved = { kind: 'geetest', challenge: 'c0', validate: 'v', seccode: 'v|jordan' } as const

  test('sends what the site’s own page sends', async () => {
    service.replies(...fixtures('password/key', 'password/captcha-needed', 'password/captcha'))
    service.replies(...fixtures('password/key', 'password/confirmed', 'user/logged-in'))
    const asked: unknown[] = []

    const { userId } = await intl()
      .login('password', { input })
      .finish({
        answers: {
          geetest: (challenge) => {
            asked.push(challenge)
            return solved
          },
        },
      })

    expect(userId).toBe('1400000001')
    expect(asked).toEqual([
      { kind: 'geetest', gt: '0c1d2e3f405162738495a6b7c8d9eafb', challenge: '5a6b7c8d9e0f1a2b3c4d5e6f70819203' },
    ])
    const [, first, captcha, , second] = service.seen
    // 1024 bits are 172 letters; the password is encrypted anew, and padding never repeats.
    const cipher = expect.stringMatching(/^[A-Za-z0-9+/]{171}=$/)
    expect(first?.form).toEqual({ username: input.username, password: cipher, keep_me: 'true' })
    expect(captcha?.form).toEqual({})
    expect(second?.form).toEqual({
      ...first?.form,
      password: cipher,
      ctoken: '9d1f4c7e0a2b4f63b5d88e17c2a9f001',
      challenge: 'c0',
      validate: 'v',
      seccode: 'v|jordan',
    })
    expect(second?.form.password).not.toBe(first?.form.password)
    expect(first?.query).toEqual({ s_locale: 'en_US', platform: 'web' })
  })

  test.each([
    ['password/wrong', { reason: 'wrong-credentials', serviceCode: -629, retryable: false }],
    ['password/stale', { reason: 'unknown', serviceCode: -662, retryable: false }],
    ['password/region-refused', { reason: 'risk-control', serviceCode: 10_003_003, retryable: false }],
  ])('%s is told apart', async (name, refusal) => {
    // A salt that is too old is replaced once.
    const times = name === 'password/stale' ? 2 : 1
    for (let time = 0; time < times; time++) service.replies(...fixtures('password/key', name))
    await expect(intl().login('password', { input }).finish()).rejects.toMatchObject(refusal)
  })

  test('a key that is none is a change of the service', async () => {
    const body = { code: 0, message: '0', ttl: 1, data: { hash: '0f1e2d3c4b5a6978', key: 'MIGf' } }
    service.replies({ ...fixture('password/key'), body })
    await expect(intl().login('password', { input }).finish()).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili-intl/password: key: `data.key` is no public key',
    })
  })
})

import { LoginError, ServiceRefusedError } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { setUp } from '../__fixtures__/person.ts'

const password = { username: 'user100200300401@example.com', password: 'correct-horse-7' }
const phone = { phone: '13800300401' }

/** What every known number leads to, where it ends a call. */
const outcomes = {
  'credential-rejected': [-2, -101, -658, -663, 86095],
  'wrong-credentials': [-626, -628, -629, -653, 1002, 1006, 1007, 66031, 86046, 86202, 86205, 86206, 86207],
  'rate-limited': [-509, -625, -799, 1003, 86048, 86200, 86203],
  'risk-control': [-105, -352, -412, 2400, 2406, 86103, 86667, 86669, 86670, 100000, 100003],
  'account-restricted': [-102, -106, -108, -110, -113, -114, -115, -643, -2100, 1025, 86036],
  'device-limit': [86041],
  unknown: [
    -1, -3, -4, -111, -112, -304, -307, -400, -401, -403, -404, -405, -409, -500, -503, -504, -616, -617, -662, -688,
    -689, -2001, 2202, 20000, 86000,
  ],
} as const

/** Nobody has named these; 86083 ends a poll of a web code in one other client. */
const unnamed = [86083, 424_242, -987_654]

const worthAnotherTry = [-112, -500, -503, -504, -509, -799]

const rows = Object.entries(outcomes).flatMap(([outcome, codes]) => codes.map((code) => [code, outcome] as const))

test.each(rows)('%i is %s', async (code, outcome) => {
  const { create } = setUp()
  const error = await create(() => Response.json({ code, message: '号码 13800300401' }))
    .fetchDevice()
    .catch((thrown: unknown) => thrown)
  if (!LoginError.is(error)) throw error
  expect(error.message).toMatch(new RegExp(`^bilibili: device: [\\w’, -]+ \\(${code}\\)$`))
  expect(error.retryable).toBe(worthAnotherTry.includes(code))
  if (outcome === 'credential-rejected') return expect(error.code).toBe(outcome)
  expect(error).toMatchObject({ code: 'service-refused', reason: outcome, serviceCode: code })
  // Whatever a person can do something about says what.
  if (outcome !== 'unknown')
    expect(error.hint).toEqual({ en: expect.stringMatching(/^[A-Z].*\.$/), zh: expect.stringMatching(/。$/) })
})

test.each(unnamed)('%i stays unknown, with its number and what the service said of it', async (code) => {
  const { create } = setUp()
  const provider = create(() => Response.json({ code, message: '号码 13800300401 有误' }))
  await expect(provider.fetchDevice()).rejects.toMatchObject({
    message: `bilibili: device: 号码 … 有误 (${code})`,
    reason: 'unknown',
    serviceCode: code,
  })
})

describe('some numbers are no end where they belong', () => {
  /** The answer of one call, once. */
  const once = (path: string, code: number) => {
    const all = setUp()
    let left = 1
    const provider = all.create((asked) =>
      asked.endsWith(path) && left-- > 0 ? Response.json({ code, message: '' }) : undefined,
    )
    return { ...all, provider }
  }

  test.each([-105, 2400, 2406])('%i asks for another captcha', async (code) => {
    const byPassword = once('web/login', code)
    await byPassword.provider.login('password', { input: password }).finish({ answers: byPassword.answers })
    const bySms = once('sms/send', code)
    await bySms.provider.login('sms', { input: phone }).finish({ answers: bySms.answers })
  })

  test.each([
    [1006, 'wrong-code'],
    [86202, 'wrong-code'],
    [1007, 'expired-code'],
    [86205, 'expired-code'],
  ])('%i asks for the code again, as %s', async (code, expected) => {
    const { provider, answers, readCode, clock } = once('login/sms', code)
    const problems: unknown[] = []
    await provider.login('sms', { input: phone }).finish({
      answers: {
        ...answers,
        'sms-code': async ({ problem }) => {
          problems.push(problem)
          await clock.wait(60_000)
          return readCode()
        },
      },
    })
    expect(problems).toEqual([undefined, expected])
  })

  test('-662 fetches another salt', async () => {
    const { provider, answers } = once('web/login', -662)
    await provider.login('password', { input: password }).finish({ answers })
  })

  test.each(['web/login', 'sms/send'])('a blocked request (HTTP 412, a page) says so at %s', async (path) => {
    const { create, answers } = setUp()
    const provider = create((asked) =>
      asked.endsWith(path) ? new Response('<html>出错啦</html>', { status: 412 }) : undefined,
    )
    const flow =
      path === 'sms/send' ? provider.login('sms', { input: phone }) : provider.login('password', { input: password })
    const error = await flow.finish({ answers }).catch((thrown: unknown) => thrown)
    expect(ServiceRefusedError.is(error, 'risk-control')).toBe(true)
    expect(error).toMatchObject({ serviceCode: -412, hint: { zh: expect.stringContaining('更换网络') } })
  })
})

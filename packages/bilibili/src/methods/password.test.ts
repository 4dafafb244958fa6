import { generateKeyPairSync } from 'node:crypto'
import { describeMethod } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { answerAll, setUp } from '../__fixtures__/person.ts'
import { createBilibili } from '../provider.ts'

const input = { username: 'user100200300401@example.com', password: 'correct-horse-7' }

describeMethod({
  method: 'password',
  input,
  createProvider: createBilibili,
  human: (event, { emulator }) => answerAll(event, emulator),
})

const login = 'web/login'
const key = 'web/key'
const captcha = 'passport-login/captcha'

test('a captcha, then the key, then the login: in this order', async () => {
  const { provider, answers, asked, account } = setUp()
  const credential = await provider.login('password', { input }).finish({ answers })
  expect(asked()).toEqual(['finger/spi', captcha, key, login])
  expect(credential).toMatchObject({ userId: account.userId, refreshToken: expect.stringMatching(/^[0-9a-f]{32}$/) })
  expect(await provider.check(credential)).toMatchObject({ status: 'valid' })
})

test('what is sent: the returned challenge, the device, and never the password', async () => {
  const { provider, answers, sent, emulator } = setUp()
  const returned: string[] = []
  await provider.login('password', { input }).finish({
    answers,
    onEvent: (event) => {
      if (event.type === 'challenge-raised' && event.challenge.kind === 'geetest')
        returned.push(emulator.geetest.solve(event.challenge.challenge).challenge)
    },
  })
  const { form, cookie, headers } = sent.at(-1) ?? {}
  expect(form).toMatchObject({ username: input.username, challenge: returned[0], keep: 'true', source: 'main_web' })
  expect(form?.challenge).toHaveLength(34)
  expect(form?.password).toMatch(/^[\w+/]{171}=$/)
  expect(cookie).toMatch(/buvid3=[\w-]+infoc; b_nut=\d+; buvid4=/)
  expect(headers?.get('referer')).toBe('https://passport.bilibili.com/login')
  expect(JSON.stringify(sent)).not.toContain(input.password)
})

test('the second half of a proof is made up where a page gives none', async () => {
  const { provider, solve } = setUp()
  const answers = { geetest: ({ challenge }: { challenge: string }) => ({ ...solve(challenge), seccode: '' }) }
  expect(await provider.login('password', { input }).finish({ answers })).toBeDefined()
})

test('the password waits in the state for the captcha, and for nothing after it', async () => {
  const { create, answers } = setUp({ accounts: [{ riskCheck: 'secLogin' }] })
  const holds: [at: string, held: boolean][] = []
  const look = (at: string) => holds.push([at, JSON.stringify(flow.snapshot()).includes(input.password)])
  const provider = create((path) => {
    if (path.includes('safecenter') || path.endsWith(login)) look(path.split('/').slice(-2).join('/'))
    return undefined
  })
  const flow = provider.login('password', { input })
  await flow.finish({ answers, onEvent: ({ type }) => void look(type) })
  expect(holds).toEqual([
    ['challenge-raised', true],
    [login, true],
    ['user/info', false],
    ['captcha/pre', false],
    ['challenge-raised', false],
    ['sms/send', false],
    ['challenge-raised', false],
    ['sec/verify', false],
    ['login-succeeded', false],
  ])
})

describe('a salt that is too old', () => {
  const slow = async (times: number) => {
    const all = setUp()
    let left = times
    const provider = all.create(async (path) => {
      if (path.endsWith(`/${login}`) && left-- > 0) await all.clock.wait(20_000)
      return undefined
    })
    return { ...all, provider }
  }

  test('is fetched again, once, without bothering the person', async () => {
    const { provider, answers, asked } = await slow(1)
    await provider.login('password', { input }).finish({ answers })
    expect(asked()).toEqual(['finger/spi', captcha, key, login, key, login])
  })

  test('twice is told', async () => {
    const { provider, answers } = await slow(2)
    await expect(provider.login('password', { input }).finish({ answers })).rejects.toMatchObject({
      message: 'bilibili/password: log in: the password took too long to arrive, twice (-662)',
      hint: { en: 'The connection is slow. Try again.', zh: '网络较慢，请重试。' },
    })
  })
})

describe('a captcha that is not taken', () => {
  /** Something happens to the captcha of the first login on its way. */
  const after = (mishap: (all: ReturnType<typeof setUp>, form: Readonly<Record<string, string>>) => void) => {
    const all = setUp()
    let logins = 0
    const provider = all.create((path, { form }) => {
      all.emulator.geetest.settings.outage = false
      if (path.endsWith(login) && ++logins === 1) mishap(all, form)
      return undefined
    })
    return { ...all, provider }
  }

  test.each([
    // A proof of the other kind would be answered with the same number.
    ['too old (-105)', after(({ clock }) => void clock.wait(120_000))],
    [
      'used before (2400)',
      after(({ emulator }, { token = '', challenge = '', validate = '', seccode = '' }) => {
        emulator.geetest.redeem({ pool: 'login', token, challenge, validate, seccode })
      }),
    ],
    [
      'not looked up (2406)',
      after(({ emulator }) => {
        emulator.geetest.settings.outage = true
      }),
    ],
  ])('%s is followed by another', async (_what, { provider, answers, asked, account }) => {
    const credential = await provider.login('password', { input }).finish({ answers })
    expect(credential.userId).toBe(account.userId)
    expect(asked().filter((path) => path === captcha)).toHaveLength(2)
  })

  test('five times in a row is told', async () => {
    const { provider, asked, solve } = setUp()
    const answers = { geetest: ({ challenge }: { challenge: string }) => ({ ...solve(challenge), validate: '0' }) }
    await expect(provider.login('password', { input }).finish({ answers })).rejects.toMatchObject({
      message: 'bilibili/password: log in: the captcha was not accepted (-105)',
      reason: 'risk-control',
    })
    expect(asked().filter((path) => path === login)).toHaveLength(5)
  })
})

test.each([
  ['a wrong password', { password: 'guess' }, 'wrong-credentials', -629],
  ['an unknown user', { username: 'nobody@example.com' }, 'wrong-credentials', -626],
])('%s is refused, and not tried again', async (_what, wrong, reason, serviceCode) => {
  const { provider, answers, asked } = setUp()
  const given = { ...input, ...wrong }
  await expect(provider.login('password', { input: given }).finish({ answers })).rejects.toMatchObject({
    reason,
    serviceCode,
    hint: { en: expect.stringMatching(/^[A-Z].*\.$/), zh: expect.stringMatching(/。$/) },
  })
  expect(asked().filter((path) => path === login)).toHaveLength(1)
})

test.each([
  ['locked', -643],
  ['banned', -102],
] as const)('an account that is %s is refused', async (standing, serviceCode) => {
  const { provider, answers } = setUp({ accounts: [{ standing }] })
  await expect(provider.login('password', { input }).finish({ answers })).rejects.toMatchObject({
    reason: 'account-restricted',
    serviceCode,
    hint: { en: expect.stringMatching(/./), zh: expect.stringMatching(/./) },
  })
})

test('after too many failures it says to wait or to use a QR code', async () => {
  const { provider, answers } = setUp()
  const wrong = { ...input, password: 'guess' }
  for (let attempt = 0; attempt < 5; attempt++)
    await provider
      .login('password', { input: wrong })
      .finish({ answers })
      .catch(() => undefined)
  await expect(provider.login('password', { input }).finish({ answers })).rejects.toMatchObject({
    reason: 'rate-limited',
    serviceCode: -625,
    hint: { en: 'Scan a QR code instead, or wait ten minutes.', zh: '请改用扫码登录，或等待十分钟后再试。' },
  })
})

test('a password longer than the key takes is an error of the input', async () => {
  const { provider, answers } = setUp()
  const long = { ...input, password: '密'.repeat(34) }
  await expect(provider.login('password', { input: long }).finish({ answers })).rejects.toMatchObject({
    code: 'input-invalid',
    message: 'bilibili/password: the password is longer than any the service takes',
  })
  const short = { ...input, password: `${'密'.repeat(33)}12` }
  await expect(provider.login('password', { input: short }).finish({ answers })).rejects.toMatchObject({
    serviceCode: -629,
  })
})

const { publicKey: curve } = generateKeyPairSync('ed25519')

test.each([
  ['none', 'y'],
  ['of another kind', curve.export({ type: 'spki', format: 'pem' })],
])('a key that is %s is reported', async (_what, pem) => {
  const { create, answers } = setUp()
  const provider = create((path) =>
    path.endsWith(key) ? Response.json({ code: 0, data: { hash: 'x', key: pem } }) : undefined,
  )
  await expect(provider.login('password', { input }).finish({ answers })).rejects.toMatchObject({
    code: 'response-unexpected',
    message: 'bilibili/password: key: `data.key` is no public key',
  })
})

test.each([
  ['ticket-url', 'login-succeeded'],
  ['cookies-in-url', 'login-succeeded'],
  ['redirect-chain', 'login-succeeded'],
  ['no-session', 'response-unexpected'],
] as const)('cookies by %s end with %s', async (webSuccess, outcome) => {
  const { provider, answers } = setUp({ webSuccess })
  const finished = provider.login('password', { input }).finish({ answers })
  if (outcome === 'response-unexpected') {
    return expect(finished).rejects.toMatchObject({
      code: outcome,
      message: expect.stringContaining('gave no SESSDATA'),
    })
  }
  expect(await provider.check(await finished)).toMatchObject({ status: 'valid' })
})

test('no answer of the person is lost when the login is', async () => {
  const { create, answers, asked } = setUp()
  let lost = 2
  const provider = create((path) =>
    path.endsWith(login) && lost-- > 0 ? new Response('<html>502</html>', { status: 502 }) : undefined,
  )
  await provider.login('password', { input }).finish({ answers })
  expect(asked().filter((path) => path === captcha)).toHaveLength(1)
})

import { expect, test } from 'vitest'
import { setUp } from '../__fixtures__/person.ts'

const hex = expect.stringMatching(/^[0-9a-f]{32}$/)

test.each(['login', 'verify'] as const)('a captcha alone, for %s', async (kind) => {
  const { provider, emulator } = setUp()
  const captcha = await provider.fetchCaptcha(kind)
  expect(captcha).toEqual({ kind, token: hex, gt: hex, challenge: hex })
  const proof = emulator.geetest.solve(captcha.challenge)
  expect(emulator.geetest.redeem({ pool: kind, token: captcha.token, ...proof })).toBe('ok')
})

test('where the endpoint is gone, the one before it is asked, and its captcha logs in', async () => {
  const { create, answers, asked, account } = setUp()
  const provider = create((path) =>
    path.endsWith('passport-login/captcha') ? new Response('<h1>404</h1>', { status: 404 }) : undefined,
  )
  const input = { username: account.email, password: account.password }
  await provider.login('password', { input }).finish({ answers })
  expect(asked()).toContain('captcha/combine')
})

test('when that fails, too, the first failure is told', async () => {
  const { create } = setUp()
  const provider = create((path) =>
    path.endsWith('passport-login/captcha') ? Response.json({ code: -404 }) : new Response('', { status: 502 }),
  )
  await expect(provider.fetchCaptcha('login')).rejects.toMatchObject({ serviceCode: -404 })
})

test.each([
  ['risk control', () => new Response('<html></html>', { status: 412 }), { serviceCode: -412 }],
  ['a lost connection', () => Promise.reject(new TypeError('fetch failed')), { code: 'network-failed' }],
])('%s is not answered by asking elsewhere', async (_what, answer, error) => {
  const { create, asked } = setUp()
  await expect(create(answer).fetchCaptcha('login')).rejects.toMatchObject(error)
  expect(asked()).toHaveLength(1)
})

test.each([
  ['login', { type: 'img', token: 'x' }],
  ['verify', { recaptcha_type: 'img' }],
] as const)('a picture with letters is for the site alone (%s)', async (kind, data) => {
  const { create } = setUp()
  const provider = create(() => Response.json({ code: 0, data }))
  await expect(provider.fetchCaptcha(kind)).rejects.toMatchObject({
    code: 'challenge-unhandled',
    hint: { en: 'Scan a QR code instead.', zh: '请改用扫码登录。' },
  })
})

test.each([1, 2])('it obeys the signal at request %i', async (stopAt) => {
  const { create } = setUp()
  const controller = new AbortController()
  const reason = { mine: true }
  let requests = 0
  const provider = create(() => {
    if (++requests === stopAt) controller.abort(reason)
    return Response.json({})
  })
  await expect(provider.fetchCaptcha('login', { signal: controller.signal })).rejects.toBe(reason)
  expect(requests).toBe(stopAt)
})

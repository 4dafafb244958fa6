import { expect, test } from 'vitest'
import { passport, setUpLogins } from '../__fixtures__/bilibili-logins.ts'

test('the right password opens a session', async () => {
  const { logIn, nav, account } = setUpLogins()
  const { body, cookies } = await logIn({ go_url: 'https://www.bilibili.com/video' })
  expect(body).toMatchObject({ code: 0, data: { status: 0, refresh_token: expect.stringMatching(/^[0-9a-f]{32}$/) } })
  expect(cookies.map(({ name }) => name)).toEqual(['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid'])
  const user = await nav(cookies.map(({ name, value }) => `${name}=${value}`).join('; '))
  expect(user.body.data).toMatchObject({ isLogin: true, mid: account.mid })
})

test('an e-mail address is a user name, too', async () => {
  const { logIn, account } = setUpLogins()
  expect((await logIn({ username: account.email })).body.code).toBe(0)
  expect((await logIn({ username: 'nobody@example.com' })).body.code).toBe(-626)
})

test.each([
  ['the standard alphabet without padding', (text: string) => text.replace(/=+$/, '')],
  ['the alphabet for urls', (text: string) => text.replaceAll('+', '-').replaceAll('/', '_')],
])('%s is read as well', async (_what, change) => {
  const { logIn, encrypt, account } = setUpLogins()
  for (let round = 0; round < 4; round++) {
    expect((await logIn({ password: change(await encrypt(account.password)) })).body.code).toBe(0)
  }
})

test('a plus sign that arrives as a space breaks the password', async () => {
  const { logIn, encrypt, account } = setUpLogins()
  let password = ''
  while (!password.includes('+')) password = await encrypt(account.password)
  expect((await logIn({ password: password.replaceAll('+', ' ') })).body.code).toBe(86000)
  expect((await logIn({ password: Buffer.alloc(128, 1).toString('base64') })).body.code).toBe(86000)
})

test('a salt is good once, and for 20 seconds', async () => {
  const { logIn, encrypt, account, clock } = setUpLogins()
  const password = await encrypt(account.password)
  expect((await logIn({ password })).body.code).toBe(0)
  expect((await logIn({ password })).body.code).toBe(-662)
  const late = await encrypt(account.password)
  clock.advance(20_000)
  expect((await logIn({ password: late })).body.code).toBe(-662)
})

test('other endpoints hand out the same key', async () => {
  const { get } = setUpLogins()
  const { data } = (await get(`${passport}/passport-login/web/key`)).body
  expect(data.hash).toMatch(/^[0-9a-f]{16}$/)
  expect((await get('https://passport.bilibili.com/login', { act: 'getkey' })).body).toMatchObject({ key: data.key })
  expect((await get(`${passport}/passport-tv-login/key`)).body.data).toMatchObject({ key: data.key })
})

test('the captcha must be solved, of this kind, and not used before', async () => {
  const { logIn, captcha, verifyCaptcha, emulator, get } = setUpLogins()
  expect((await logIn({ token: '' })).body.code).toBe(-105)
  expect((await logIn({ token: 'f'.repeat(32) })).body.code).toBe(2400)
  const { recaptcha_token, gee_challenge, gee_validate, gee_seccode } = await verifyCaptcha()
  const foreign = { token: recaptcha_token, challenge: gee_challenge, validate: gee_validate, seccode: gee_seccode }
  expect((await logIn(foreign)).body.code).toBe(-105)
  const used = await captcha()
  expect((await logIn(used)).body.code).toBe(0)
  expect((await logIn(used)).body.code).toBe(2400)
  const proof = await captcha()
  expect((await logIn({ ...proof, challenge: proof.challenge.slice(0, 32) })).body.code).toBe(-105)
  const { body } = await get('https://passport.bilibili.com/web/captcha/combine', { plat: 6 })
  const { key, challenge } = body.data.result
  expect((await logIn({ token: key, ...emulator.geetest.solve(challenge) })).body.code).toBe(0)
  const spare = await captcha()
  emulator.geetest.settings.outage = true
  expect((await logIn(spare)).body.code).toBe(2406)
})

test('the fifth wrong password in a row closes the account for ten minutes', async () => {
  const { logIn, encrypt, clock } = setUpLogins()
  const wrong = async () => (await logIn({ password: await encrypt('guess') })).body.code
  for (let attempt = 0; attempt < 5; attempt++) expect(await wrong()).toBe(-629)
  expect((await logIn()).body.code).toBe(-625)
  clock.advance(600_000)
  expect((await logIn()).body.code).toBe(0)
})

test('nothing to log in with, and accounts that may not', async () => {
  const { logIn, account } = setUpLogins()
  expect((await logIn({ username: '' })).body.code).toBe(-653)
  expect((await logIn({ password: '' })).body.code).toBe(-653)
  account.standing = 'locked'
  expect((await logIn()).body.code).toBe(-643)
  account.standing = 'banned'
  expect((await logIn()).body.code).toBe(-102)
})

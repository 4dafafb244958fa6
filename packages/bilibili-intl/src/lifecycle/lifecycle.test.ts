import { createEmulator } from '@denglu/emulator'
import { createInstantClock, scriptReplies } from '@denglu/testing'
import { beforeEach, describe, expect, test } from 'vitest'
import { fixture, fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import type { BilibiliIntlCredential } from '../credential.ts'
import { createBilibiliIntl } from '../provider.ts'

const cookie = { domain: 'bilibili.tv', hostOnly: false, path: '/', secure: true, httpOnly: false }
const recorded: BilibiliIntlCredential = {
  provider: 'bilibili-intl',
  version: 1,
  userId: '1400000001',
  issuedAt: recordedAt,
  expiresAt: 1_790_000_000_000,
  cookies: [
    { ...cookie, name: 'SESSDATA', value: '1a2b3c4d%2C1790000000%2C5e6f7%2A8100c0' },
    { ...cookie, name: 'bili_jct', value: '00112233445566778899aabbccddeeff' },
  ],
  app: { accessToken: 'old-access', refreshToken: 'old-refresh', expiresAt: recordedAt + 100_000_000 },
}
const { app: _, ...web } = recorded

describe('with recorded answers', () => {
  const service = scriptReplies()
  const intl = () => createBilibiliIntl({ clock: createInstantClock(recordedAt) })
  const user = (data: object) => ({ ...fixture('user/logged-in'), body: { code: 0, message: '0', ttl: 1, data } })

  test('check tells who is there', async () => {
    service.replies(fixture('user/logged-in'))
    expect(await intl().check(recorded)).toEqual({
      status: 'valid',
      account: {
        userId: '1400000001',
        name: 'demo_user',
        avatarUrl: 'https://pic.bstarstatic.com/face/0000000000000000000000000000000000000000.jpg',
      },
    })
  })

  test.each([
    ['is_login: false', fixture('user/anonymous')],
    ['no is_login', user({ mid: '1400000001' })],
    ['is_login: "true"', user({ is_login: 'true', mid: '1400000001' })],
    ['is_login: 1', user({ is_login: 1, mid: '1400000001' })],
    ['-101', fixture('user/refused')],
  ])('check says expired to %s', async (_what, reply) => {
    service.replies(reply)
    expect(await intl().check(recorded)).toEqual({ status: 'expired' })
  })

  test.each([
    ['a blocked request', { status: 412, body: '<html>security control policy</html>' }, 'service-refused'],
    ['a bad gateway', { status: 502, body: '<html>' }, 'response-unexpected'],
    ['a web page', { body: '<html>' }, 'response-unexpected'],
    ['a region that is not served', { body: { code: 10_003_003, message: '', ttl: 1 } }, 'service-refused'],
    ['a code about videos', { body: { code: 10_004_004, message: '', ttl: 1 } }, 'service-refused'],
  ])('check does not know after %s, and says so', async (_what, answer, code) => {
    service.replies({ to: fixture('user/logged-in').to, ...answer })
    await expect(intl().check(recorded)).rejects.toMatchObject({ code })
  })

  test('check refuses a session of another account', async () => {
    service.replies(user({ is_login: true, mid: 7 }))
    await expect(intl().check(recorded)).rejects.toMatchObject({ code: 'credential-rejected' })
  })

  test('check advises to refresh tokens that end within a day', async () => {
    service.replies(fixture('user/logged-in'))
    const ending = { ...recorded, app: { accessToken: 'a', refreshToken: 'r', expiresAt: recordedAt + 86_399_999 } }
    expect(await intl().check(ending)).toMatchObject({ status: 'stale' })
  })

  test('refresh replaces both tokens, and saves them before it is done', async () => {
    service.replies(fixture('session/renewed'))
    const saved: BilibiliIntlCredential[] = []
    const renewed = await intl().refresh(recorded, { save: (credential) => void saved.push(credential) })
    expect(renewed).toEqual({
      ...recorded,
      app: {
        accessToken: '89abcdef0123456789abcdef01234567',
        refreshToken: '76543210fedcba9876543210fedcba98',
        expiresAt: recordedAt + 15_552_000_000,
      },
    })
    expect(saved).toEqual([renewed])
    const [request] = service.seen
    expect(request?.form).toEqual({ access_token: 'old-access', refresh_token: 'old-refresh' })
    expect(request?.query).toEqual({})
    expect(request?.headers.get('cookie')).toBeNull()
  })

  test('refresh says where there is none, and what to do', async () => {
    await expect(intl().refresh(web)).rejects.toMatchObject({
      code: 'not-renewable',
      message: 'bilibili-intl: refresh: bilibili.tv has no way to renew a web session',
      hint: { en: expect.stringContaining('tv-qr'), zh: expect.stringContaining('tv-qr') },
    })
  })

  test('logout sends the csrf token in the query, and an empty form', async () => {
    service.replies(fixture('session/logged-out'))
    await intl().logout(recorded)
    const [request] = service.seen
    expect(request?.query).toEqual({ s_locale: 'en_US', platform: 'web', csrf: '00112233445566778899aabbccddeeff' })
    expect(request?.form).toEqual({})
    expect(request?.headers.get('content-type')).toBe('application/x-www-form-urlencoded')
  })

  test('logout takes joy_jct where there is no bili_jct, and says when neither will do', async () => {
    const [session] = recorded.cookies
    const joy = { ...cookie, name: 'joy_jct', value: 'joy' }
    service.replies(...fixtures('session/logged-out', 'session/csrf-refused'))
    await intl().logout({ ...recorded, cookies: session ? [session, joy] : [] })
    await expect(intl().logout({ ...recorded, cookies: session ? [session] : [] })).rejects.toMatchObject({
      serviceCode: -111,
    })
    expect(service.seen.map(({ query }) => query.csrf)).toEqual(['joy', undefined])
  })
})

describe('with the service', () => {
  const clock = createInstantClock()
  let credential: BilibiliIntlCredential
  let emulator: ReturnType<typeof createEmulator>
  let intl: ReturnType<typeof createBilibiliIntl>

  beforeEach(async () => {
    emulator = createEmulator({ clock, bilibiliIntl: { phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
    intl = createBilibiliIntl({ fetch: emulator.fetch, clock })
    credential = await intl.login('tv-qr').finish()
  })

  test('a session works until it is logged out, and logging out twice is no error', async () => {
    expect(await intl.check(credential)).toMatchObject({ status: 'valid' })
    await intl.logout(credential)
    expect(await intl.check(credential)).toEqual({ status: 'expired' })
    await intl.logout(credential)
    emulator.bilibiliIntl.settings.anonymous = 'refusal'
    expect(await intl.check(credential)).toEqual({ status: 'expired' })
  })

  test('a pair of tokens is renewed once; the session beside it goes on', async () => {
    const renewed = await intl.refresh(credential)
    expect(renewed.app).not.toEqual(credential.app)
    expect((await intl.refresh(renewed)).app).not.toEqual(renewed.app)
    await expect(intl.refresh(credential)).rejects.toMatchObject({ code: 'credential-rejected' })
    expect(await intl.check(credential)).toMatchObject({ status: 'valid' })
  })

  test('cookies are those of the session', () => {
    expect(intl.cookies(credential)).toEqual(credential.cookies)
  })
})

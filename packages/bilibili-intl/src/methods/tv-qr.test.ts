import { createInstantClock, describeMethod, type Reply, scriptReplies } from '@denglu/testing'
import { expect, test } from 'vitest'
import { fixture, fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import { createBilibiliIntl } from '../provider.ts'

describeMethod({
  method: 'tv-qr',
  createProvider: createBilibiliIntl,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.bilibiliIntl.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.bilibiliIntl.phone.confirm()
    return undefined
  },
})

const service = scriptReplies()
const intl = () => createBilibiliIntl({ clock: createInstantClock(recordedAt) })

function confirmed(data: object): Reply {
  return { ...fixture('tv-qr/confirmed'), body: { code: 0, message: '0', ttl: 1, data } }
}

test('reads tokens and cookies from the recorded body', async () => {
  service.replies(...fixtures('qr/created', 'qr/scanned', 'tv-qr/confirmed', 'user/logged-in'))

  const { app, cookies, userId, expiresAt } = await intl().login('tv-qr').finish()

  expect({ app, userId, expiresAt }).toEqual({
    app: {
      accessToken: '0123456789abcdef0123456789abcdef',
      refreshToken: 'fedcba9876543210fedcba9876543210',
      expiresAt: recordedAt + 4_000 + 15_552_000_000,
    },
    userId: '1400000001',
    expiresAt: 1_790_000_000_000,
  })
  expect(cookies[0]).toEqual({
    name: 'SESSDATA',
    value: '1a2b3c4d%2C1790000000%2C5e6f7%2A8100c0',
    domain: 'bilibili.tv',
    hostOnly: false,
    path: '/',
    secure: true,
    httpOnly: true,
  })
  expect(service.seen.map(({ query }) => query.platform)).toEqual(['tv', 'tv', 'tv', 'web'])
})

test('encodes a SESSDATA that came raw, and only that', async () => {
  const cookies = [{ name: 'SESSDATA', value: 'a,1790000000,b*c' }]
  const tokens = { access_token: 'a', refresh_token: 'r', expires_in: 60 }
  service.replies(
    fixture('qr/created'),
    confirmed({ token_info: { mid: 1_400_000_001, ...tokens }, cookie_info: { cookies } }),
    fixture('user/logged-in'),
  )
  expect((await intl().login('tv-qr').finish()).cookies[0]?.value).toBe('a%2C1790000000%2Cb*c')
})

test.each([
  ['without data', undefined, '`data` should be an object but is missing'],
  ['without tokens', { mid: 1 }, 'the login was confirmed, but the service gave no tokens'],
  [
    'without a refresh token',
    { token_info: { access_token: 'a' } },
    '`data.token_info.refresh_token` should be a string but is missing',
  ],
])('a success %s is none', async (_what, data, problem) => {
  service.replies(fixture('qr/created'), {
    ...fixture('tv-qr/confirmed'),
    body: { code: 0, message: '0', ttl: 1, data },
  })
  await expect(intl().login('tv-qr').finish()).rejects.toMatchObject({
    code: 'response-unexpected',
    message: `bilibili-intl/tv-qr: poll: ${problem}`,
  })
})

test('tokens without a session are no login', async () => {
  const tokens = { mid: 1, access_token: 'a', refresh_token: 'r', expires_in: 60 }
  service.replies(fixture('qr/created'), confirmed({ token_info: tokens }), fixture('sso/not-logged-in'))
  await expect(intl().login('tv-qr').finish()).rejects.toThrow('gave no session')
})

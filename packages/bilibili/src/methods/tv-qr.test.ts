import { createEmulator } from '@denglu/emulator'
import { createInstantClock, describeMethod, scriptReplies } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { tvQrReplies as replies } from '../__fixtures__/tv-qr.ts'
import { createBilibili } from '../provider.ts'

describeMethod({
  method: 'tv-qr',
  createProvider: createBilibili,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.bilibili.phone.confirm(event.qr)
    return undefined
  },
})

const service = scriptReplies()

function setUp() {
  const clock = createInstantClock()
  return { clock, provider: createBilibili({ clock }) }
}

test('gives the tokens, the key they belong to, and the web session', async () => {
  const { provider, clock } = setUp()
  service.replies(replies.created, replies.unconfirmed, replies.notScanned, replies.confirmed)
  const credential = await provider.login('tv-qr').finish()
  expect(credential).toMatchObject({
    userId: '100200300',
    expiresAt: 1_814_227_200_000,
    app: {
      appkey: '4409e2ce8ffd12b8',
      accessToken: '11112222333344445555666677778888',
      refreshToken: '99990000aaaabbbbccccddddeeeeffff',
      expiresAt: clock.now() + 180 * 86_400_000,
    },
  })
  expect(credential).not.toHaveProperty('refreshToken')
  expect(provider.cookies(credential)).toHaveLength(5)
  expect(clock.waits).toEqual([2_000, 2_000, 2_000])
  expect(service.seen[0]?.form).toMatchObject({ local_id: '0', appkey: '4409e2ce8ffd12b8' })
  expect(service.seen[1]?.form).toMatchObject({ auth_code: '1234567890abcdef1234567890abcdef' })
})

test('a cookie without an end has not ended', async () => {
  service.replies(replies.created, replies.confirmedWithoutEnd)
  const { cookies, expiresAt } = await setUp().provider.login('tv-qr').finish()
  expect(cookies.filter((cookie) => 'expiresAt' in cookie)).toEqual([])
  expect(expiresAt).toBe(1_814_227_200_000)
})

test('tells of the scan where the key lets it see one, once', async () => {
  service.replies(replies.created, replies.notScanned, replies.scanned, replies.scanned, replies.confirmedFlat)
  const types: string[] = []
  await setUp()
    .provider.login('tv-qr')
    .finish({ onEvent: ({ type }) => void types.push(type) })
  expect(types).toEqual(['qr-ready', 'qr-scanned', 'login-succeeded'])
})

test.each([
  ['the expired code', replies.expired, { code: 'login-expired' }],
  ['a wrong signature', replies.wrongSign, { code: 'service-refused', serviceCode: -3, reason: 'unknown' }],
  ['an unknown code', replies.gone, { code: 'service-refused', serviceCode: -404, reason: 'unknown' }],
  [
    'an answer without a session',
    replies.confirmedHollow,
    {
      code: 'response-unexpected',
      message: 'bilibili/tv-qr: poll: the login was confirmed, but the service gave no SESSDATA, bili_jct, DedeUserID',
    },
  ],
  [
    'an answer without cookies',
    replies.confirmedWithoutCookies,
    {
      code: 'response-unexpected',
      message: 'bilibili/tv-qr: poll: `data.cookie_info.cookies` should be a list but is missing',
    },
  ],
])('%s', async (_what, reply, error) => {
  service.replies(replies.created, reply)
  await expect(setUp().provider.login('tv-qr').finish()).rejects.toMatchObject(error)
})

describe.each(['android-tv', 'android-hd', 'android-things'] as const)('as %s', (app) => {
  test('logs in to the emulator, which verifies the signature', async () => {
    const clock = createInstantClock()
    const emulator = createEmulator({ clock, bilibili: { phone: { scanAfterMs: 3_000, confirmAfterMs: 3_000 } } })
    const provider = createBilibili({ clock, fetch: emulator.fetch, app })
    const credential = await provider.login('tv-qr').finish()
    expect(await provider.check(credential)).toMatchObject({ status: 'valid' })
  })
})

test('a snapshot of one app is not carried on as another', async () => {
  service.replies(replies.created)
  const flow = setUp().provider.login('tv-qr')
  for await (const _event of flow) break
  expect(() => createBilibili({ app: 'android-hd' }).resume(flow.snapshot())).toThrow('`appkey` should be one of')
})

test.each([1, -1])('a clock that is %i day ahead, here or in another process, ends no login', async (days) => {
  const { provider, clock } = setUp()
  service.replies(replies.created, replies.unconfirmed, replies.unconfirmed, replies.confirmed)
  const ahead = { ...clock, now: () => clock.now() + days * 86_400_000 }
  const flow = provider.login('tv-qr')
  for await (const _event of flow) break
  const resumed = createBilibili({ clock: ahead }).resume(JSON.parse(JSON.stringify(flow.snapshot())))
  expect(await resumed.finish()).toMatchObject({ userId: '100200300' })
})

test('a code the service forgets to expire is given up', async () => {
  service.replies(replies.created, ...Array<typeof replies.notScanned>(106).fill(replies.notScanned))
  await expect(setUp().provider.login('tv-qr').finish()).rejects.toMatchObject({ code: 'login-expired' })
})

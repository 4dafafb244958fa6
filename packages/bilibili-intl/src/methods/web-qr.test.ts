import type { LoginEvent } from '@denglu/core'
import { createInstantClock, describeMethod, type Reply, scriptReplies } from '@denglu/testing'
import { expect, test } from 'vitest'
import { fixture, fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import { type BilibiliIntlOptions, createBilibiliIntl } from '../provider.ts'

describeMethod({
  method: 'web-qr',
  createProvider: createBilibiliIntl,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.bilibiliIntl.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.bilibiliIntl.phone.confirm()
    return undefined
  },
})

const service = scriptReplies()

const ticket = '5f2c8a0be1d94c7793e6ab40d1287c3e'
const qrUrl = `https://www.bilibili.tv/h5/en/qrcode/login?ticket=${ticket}`

async function logIn(options: BilibiliIntlOptions = {}) {
  const clock = createInstantClock(recordedAt)
  const events: LoginEvent[] = []
  const flow = createBilibiliIntl({ clock, ...options }).login('web-qr')
  for await (const event of flow) events.push(event)
  return { clock, events, types: events.map(({ type }) => type), last: events.at(-1) }
}

/** The answer to the creation of a code, with another `qr_url`. */
function created(url: string, more: object = {}): Reply {
  return { ...fixture('qr/created'), body: { code: 0, message: '0', ttl: 1, data: { qr_url: url, ...more } } }
}

test('logs in from the recorded answers, 10018101 to 10018102 to 0, asking every two seconds', async () => {
  service.replies(
    ...fixtures('qr/created', 'qr/not-scanned', 'qr/not-scanned', 'qr/scanned', 'qr/scanned', 'qr/confirmed'),
    fixture('user/logged-in'),
  )

  const { clock, events } = await logIn()

  expect(clock.waits).toEqual([2_000, 2_000, 2_000, 2_000, 2_000, 0])
  expect(events.slice(0, -1)).toEqual([
    { type: 'qr-ready', qr: { kind: 'text', text: qrUrl }, expiresAt: recordedAt + 300_000 },
    { type: 'qr-scanned' },
  ])
  expect(events.at(-1)).toMatchObject({
    type: 'login-succeeded',
    credential: {
      provider: 'bilibili-intl',
      version: 1,
      userId: '1400000001',
      issuedAt: recordedAt + 10_000,
      expiresAt: 1_790_000_000_000,
    },
  })
  expect(credentialOf(events).cookies.map(({ name, value }) => `${name}=${value}`)).toEqual([
    'SESSDATA=1a2b3c4d%2C1790000000%2C5e6f7%2A8100c0',
    'bili_jct=00112233445566778899aabbccddeeff',
    'joy_jct=00112233445566778899aabbccddeeff',
    'DedeUserID=1400000001',
    'DedeUserID__ckMd5=ffeeddccbbaa99887766554433221100',
    'mid=1400000001',
  ])
})

test('asks as the site does: by language and platform, with the ticket, and as a browser', async () => {
  service.replies(...fixtures('qr/created', 'qr/confirmed', 'user/logged-in'))
  await logIn({ locale: 'id' })

  const common = { s_locale: 'id_ID', platform: 'web' }
  expect(service.seen.map(({ query }) => query)).toEqual([common, { ...common, ticket }, common])
  const { headers } = service.seen[0] ?? { headers: new Headers() }
  expect(Object.fromEntries(headers)).toMatchObject({
    accept: 'application/json, text/plain, */*',
    origin: 'https://www.bilibili.tv',
    referer: 'https://www.bilibili.tv/',
    'user-agent': expect.stringMatching(/^Mozilla/),
  })
  expect(service.seen[2]?.headers.get('cookie')).toMatch(/^SESSDATA=1a2b3c4d%2C1790000000%2C5e6f7%2A8100c0; bili_jct=/)
})

test('a confirmation without a scan that anybody saw is a login, too', async () => {
  service.replies(...fixtures('qr/created', 'qr/not-scanned', 'qr/confirmed', 'user/logged-in'))
  expect((await logIn()).types).toEqual(['qr-ready', 'login-succeeded'])
})

test('shows the code again when the person has cancelled on the phone', async () => {
  service.replies(
    ...fixtures('qr/created', 'qr/scanned', 'qr/not-scanned', 'qr/scanned', 'qr/confirmed', 'user/logged-in'),
  )
  const { events, types } = await logIn()
  expect(types).toEqual(['qr-ready', 'qr-scanned', 'qr-ready', 'qr-scanned', 'login-succeeded'])
  expect(events[2]).toEqual(events[0])
})

test.each([
  ['waiting', ['qr/created', 'qr/not-scanned', 'qr/expired']],
  ['scanned', ['qr/created', 'qr/scanned', 'qr/expired']],
])('10018100 is the end while %s', async (_while, names) => {
  service.replies(...fixtures(...names))
  expect((await logIn()).last).toEqual({ type: 'login-failed', reason: 'expired' })
})

test('gives up after five minutes where the service does not', async () => {
  service.replies(fixture('qr/created'), ...Array.from({ length: 150 }, () => fixture('qr/not-scanned')))
  const { clock, last } = await logIn()
  expect(last).toEqual({ type: 'login-failed', reason: 'expired' })
  expect(clock.now()).toBe(recordedAt + 300_000)
})

test('a code nobody has named keeps its number, as a string of digits, too', async () => {
  for (const code of [10_018_199, '10018199']) {
    const poll: Reply = { ...fixture('qr/expired'), body: { code, message: 'ask 0f1e2d3c4b5a6978', ttl: 1 } }
    service.replies(fixture('qr/created'), poll)
    await expect(logIn()).rejects.toMatchObject({
      code: 'service-refused',
      reason: 'unknown',
      serviceCode: 10_018_199,
      message: 'bilibili-intl/web-qr: poll: ask … (10018199)',
    })
  }
})

test('a ticket survives whatever letters it has', async () => {
  const odd = 'a+b/=&c d%2'
  service.replies(
    created(`https://www.bilibili.tv/h5/id/qrcode/login?from=web&ticket=${encodeURIComponent(odd)}&x=1`),
    ...fixtures('qr/expired'),
  )
  await logIn()
  expect(service.seen[1]?.query).toMatchObject({ ticket: odd })
})

test('the code may lead to the alias domain, and its type is nobody’s business', async () => {
  const url = 'https://www.biliintl.com/h5/en/qrcode/login?ticket=a%2Bb%3D1'
  service.replies(created(url, { qr_type: 7 }), fixture('qr/expired'))
  expect((await logIn()).events[0]).toMatchObject({ qr: { text: url } })
  expect(service.seen[1]?.query).toMatchObject({ ticket: 'a+b=1' })
})

test.each([
  ['https://www.bilibili.tv/h5/en/qrcode/login', 'holds no ticket'],
  ['https://www.bilibili.tv/h5/en/qrcode/login?ticket=%20', 'holds no ticket'],
  ['https://www.bilibili.tv.example.org/h5/en/qrcode/login?ticket=abc', 'does not lead to bilibili.tv'],
  ['https://www.bilibili.com/h5/en/qrcode/login?ticket=abc', 'does not lead to bilibili.tv'],
  ['http://www.bilibili.tv/h5/en/qrcode/login?ticket=abc', 'does not lead to bilibili.tv'],
  ['https://me@www.bilibili.tv/h5/en/qrcode/login?ticket=abc', 'does not lead to bilibili.tv'],
  ['https://www.bilibili.tv:8443/h5/en/qrcode/login?ticket=abc', 'does not lead to bilibili.tv'],
  ['ticket=abc', 'does not lead to bilibili.tv'],
])('%s is no code to show: it %s', async (url, problem) => {
  service.replies(created(url))
  await expect(logIn()).rejects.toMatchObject({
    code: 'response-unexpected',
    message: `bilibili-intl/web-qr: create: \`data.qr_url\` ${problem}`,
  })
})

test('an expired code is replaced when the caller wants it so', async () => {
  service.replies(...fixtures('qr/created', 'qr/expired', 'qr/created', 'qr/confirmed', 'user/logged-in'))
  const flow = createBilibiliIntl({ clock: createInstantClock(recordedAt) }).login('web-qr', { renew: 1 })
  expect((await flow.finish()).userId).toBe('1400000001')
})

function credentialOf(events: readonly LoginEvent[]) {
  const last = events.at(-1)
  if (last?.type !== 'login-succeeded') throw new Error('the login did not succeed')
  return createBilibiliIntl().parseCredential(last.credential)
}

import { createEmulator } from '@denglu/emulator'
import { createInstantClock, describeMethod, scriptReplies } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { webQrReplies as replies } from '../__fixtures__/web-qr.ts'
import { findCookie } from '../credential.ts'
import { createBilibili } from '../provider.ts'

describeMethod({
  method: 'web-qr',
  createProvider: createBilibili,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.bilibili.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.bilibili.phone.confirm()
    return undefined
  },
})

const service = scriptReplies()

function setUp() {
  const clock = createInstantClock()
  return { clock, provider: createBilibili({ clock }) }
}

test('shows the code, waits, hurries once it is scanned', async () => {
  const { clock, provider } = setUp()
  service.replies(
    replies.created,
    replies.waiting,
    replies.waiting,
    replies.scanned,
    replies.scanned,
    replies.confirmed,
  )
  const events: unknown[] = []
  const startedAt = clock.now()
  const credential = await provider.login('web-qr').finish({ onEvent: (event) => void events.push(event) })
  expect(events).toEqual([
    {
      type: 'qr-ready',
      qr: { kind: 'text', text: replies.created.body.data.url },
      expiresAt: startedAt + 180_000,
    },
    { type: 'qr-scanned' },
    { type: 'login-succeeded', credential },
  ])
  expect(clock.waits).toEqual([2_000, 2_000, 2_000, 1_000, 1_000])
  expect(service.seen[1]?.query).toMatchObject({ qrcode_key: '0f1e2d3c4b5a69788796a5b4c3d2e1f0' })
  expect(service.seen.map(({ headers }) => headers.get('user-agent'))).not.toContain('node')
})

describe('finds the session', () => {
  const expected = {
    provider: 'bilibili',
    userId: '100200300',
    expiresAt: Date.UTC(2027, 5, 29),
    refreshToken: 'aabbccddeeff00112233445566778899',
  }

  test.each([
    ['in the headers (since 2026-08)', [replies.confirmed]],
    ['in the url (until 2026-07)', [replies.confirmedInUrl]],
    ['along the url', [replies.confirmedByTicket, replies.firstHop, replies.secondHop, replies.lastHop]],
  ])('%s', async (_where, answers) => {
    service.replies(replies.created, ...answers)
    const credential = await setUp().provider.login('web-qr').finish()
    expect(credential).toMatchObject(expected)
    const names = ['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5']
    expect(credential.cookies.slice(0, 4)).toMatchObject(names.map((name) => ({ name, domain: 'bilibili.com' })))
    expect(findCookie(credential.cookies, 'SESSDATA')).toMatchObject({
      value: '0a1b2c3d%2C1814227200%2Ca9f3e%2A61CjDexample',
      secure: true,
      httpOnly: true,
    })
  })

  test('along the url, although a hop is lost after the code is used up', async () => {
    const { provider, clock } = setUp()
    service.replies(replies.created, replies.confirmedByTicket, replies.brokenHop)
    service.replies(replies.firstHop, replies.secondHop, replies.lastHop)
    expect(await provider.login('web-qr').finish()).toMatchObject(expected)
    expect(clock.waits).toEqual([2_000, 0, 1_000])
  })

  test('and goes there as the site does, with what the code has left', async () => {
    service.replies(replies.created, {
      ...replies.confirmedByTicket,
      setCookies: ['sid=1; Domain=bilibili.com; Path=/'],
    })
    service.replies(replies.firstHop, replies.secondHop, replies.lastHop)
    await setUp().provider.login('web-qr').finish()
    const hops = service.seen.slice(2).map(({ headers }) => [headers.get('referer'), headers.get('cookie')])
    const referer = 'https://passport.bilibili.com/login'
    expect(hops).toEqual([
      [referer, null],
      [referer, 'sid=1'],
      [referer, expect.stringMatching(/sid=abcd1234.*SESSDATA=0a1b2c3d/)],
    ])
  })

  test('with its end, also where only the value tells it', async () => {
    service.replies(replies.created, replies.confirmedWithoutEnd)
    const { expiresAt } = await setUp().provider.login('web-qr').finish()
    expect(expiresAt).toBe(1_814_227_200_000)
  })

  test('although risk control blocks a hop, once somebody carries on', async () => {
    service.replies(replies.created, replies.confirmedByTicket, replies.blockedHop)
    const flow = setUp().provider.login('web-qr')
    await expect(flow.finish()).rejects.toMatchObject({ reason: 'risk-control', serviceCode: -412 })
    service.replies(replies.firstHop, replies.secondHop, replies.lastHop)
    expect(await flow.finish()).toMatchObject(expected)
  })

  test.each([
    ['none', replies.confirmedHollow],
    ['only one that is deleted', replies.confirmedDeleted],
  ])('and says what is missing when there is %s', async (_what, confirmed) => {
    service.replies(replies.created, confirmed)
    await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili/web-qr: poll: the login was confirmed, but the service gave no SESSDATA, bili_jct, DedeUserID',
    })
  })

  test('but not at an address that is none', async () => {
    service.replies(replies.created, replies.confirmedNowhere)
    await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili/web-qr: fetch cookies: a redirect leads nowhere',
    })
  })

  test('but never on a host it does not trust', async () => {
    service.replies(replies.created, replies.confirmedElsewhere)
    await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({
      code: 'response-unexpected',
      message: 'bilibili/web-qr: fetch cookies: a redirect leads to evil.example, which is not trusted',
    })
  })
})

test.each([
  ['ticket-url', 'login-succeeded'],
  ['cookies-in-url', 'login-succeeded'],
  ['redirect-chain', 'login-succeeded'],
  ['no-session', 'response-unexpected'],
] as const)('the emulator’s %s ends with %s', async (webSuccess, outcome) => {
  const clock = createInstantClock()
  const emulator = createEmulator({ clock, bilibili: { webSuccess, phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
  const provider = createBilibili({ clock, fetch: emulator.fetch })
  const flow = provider.login('web-qr').finish()
  if (outcome === 'response-unexpected') return expect(flow).rejects.toMatchObject({ code: outcome })
  expect(await provider.check(await flow)).toMatchObject({ status: 'valid' })
})

test('a code that expires is an event, and can be renewed', async () => {
  service.replies(replies.created, replies.expired)
  await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({ code: 'login-expired' })
  service.replies(replies.created, replies.expired, replies.created, replies.confirmed)
  expect(await setUp().provider.login('web-qr', { renew: 3 }).finish()).toMatchObject({ userId: '100200300' })
})

test.each([1, -1])('a clock that is %i day ahead, here or in another process, ends no login', async (days) => {
  const { provider, clock } = setUp()
  service.replies(replies.created, replies.waiting, replies.waiting, replies.confirmed)
  const ahead = { ...clock, now: () => clock.now() + days * 86_400_000 }
  const flow = provider.login('web-qr')
  for await (const _event of flow) break
  const resumed = createBilibili({ clock: ahead }).resume(JSON.parse(JSON.stringify(flow.snapshot())))
  expect(await resumed.finish()).toMatchObject({ userId: '100200300' })
})

test('a code the service forgets to expire is given up', async () => {
  service.replies(replies.created, ...Array<typeof replies.waiting>(106).fill(replies.waiting))
  await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({ code: 'login-expired' })
})

test('an unknown number stays unknown, and what the service said is told without the secrets in it', async () => {
  service.replies(replies.created, replies.unnamed)
  await expect(setUp().provider.login('web-qr').finish()).rejects.toMatchObject({
    code: 'service-refused',
    reason: 'unknown',
    serviceCode: 86083,
    message: 'bilibili/web-qr: poll: for … (86083)',
  })
})

test('every login survives 30 % of failing polls', async () => {
  let failed = 0
  for (let seed = 0; seed < 40; seed++) {
    const clock = createInstantClock()
    const emulator = createEmulator({ clock, seed, bilibili: { phone: { scanAfterMs: 9_000, confirmAfterMs: 9_000 } } })
    const match = { path: '/x/passport-login/web/qrcode/poll' }
    const rules = [{ kind: 'reset' }, { kind: 'status', status: 502 }, { kind: 'html' }, { kind: 'truncate' }] as const
    // Four faults of 8.5 % each, one at a time: 30 % together.
    const handles = rules.map((rule) => emulator.faults.add({ ...rule, match, rate: 0.085 }))
    const credential = await createBilibili({ clock, fetch: emulator.fetch }).login('web-qr').finish()
    expect(credential.userId).toBe(emulator.bilibili.accounts.first.userId)
    failed += handles.reduce((sum, { hits }) => sum + hits, 0)
  }
  expect(failed).toBeGreaterThan(100)
})

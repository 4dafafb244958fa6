import { createEmulator, type Emulator } from '@denglu/emulator'
import { createInstantClock, type Reply, scriptReplies } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { fixture, fixtures, recordedAt } from '../__fixtures__/fixture.ts'
import { createBilibiliIntl } from '../provider.ts'

const complete = 'bilibili-intl/web-qr: complete'

describe('a login whose answer has no session', () => {
  const service = scriptReplies()
  const sso = 'GET passport.biliintl.com/x/intl/passport-login/web/sso/set'
  const session = fixture('qr/confirmed').setCookies ?? []

  const logIn = () =>
    createBilibiliIntl({ clock: createInstantClock(recordedAt) })
      .login('web-qr', { patienceMs: 0 })
      .finish()

  function confirmed(data: object, setCookies: readonly string[] = []): Reply {
    return { ...fixture('qr/confirmed'), setCookies, body: { code: 0, message: '0', ttl: 1, data } }
  }
  const listed = (...urls: readonly unknown[]): Reply => ({
    ...fixture('sso/list'),
    body: { code: 0, message: '0', ttl: 1, data: { sso: urls } },
  })

  test('never succeeds', async () => {
    service.replies(...fixtures('qr/created', 'qr/confirmed-without-cookies', 'sso/empty'))
    await expect(logIn()).rejects.toMatchObject({
      code: 'response-unexpected',
      message: `${complete}: the login was confirmed, but the service gave no session`,
    })
  })

  test.each([
    ['is empty', ['SESSDATA=; Domain=bilibili.tv; Path=/']],
    ['has ended', ['SESSDATA=1; Domain=bilibili.tv; Path=/; Max-Age=0']],
    ['is for one host only', ['SESSDATA=1; Path=/']],
    ['is for another site', ['SESSDATA=1; Domain=bilibili.com; Path=/']],
  ])('never succeeds with a SESSDATA that %s', async (_how, cookies) => {
    service.replies(fixture('qr/created'), confirmed({ mid: 1 }, cookies), fixture('sso/empty'))
    await expect(logIn()).rejects.toMatchObject({ code: 'response-unexpected' })
  })

  test.each(['user/anonymous', 'user/refused'])(
    'never succeeds with a session the site knows nothing of: %s',
    async (no) => {
      service.replies(...fixtures('qr/created', 'qr/confirmed', no, 'sso/empty', no))
      await expect(logIn()).rejects.toMatchObject({ code: 'response-unexpected' })
    },
  )

  test.each([
    'http://passport.bilibili.tv/a',
    'https://passport.bilibili.com/a',
    'https://bilibili.tv.example.org/a',
    'https://me:secret@passport.bilibili.tv/a',
    'https://passport.bilibili.tv:444/a',
    '//example.org/a',
  ])('does not go to %s for it', async (url) => {
    service.replies(fixture('qr/created'), confirmed({ mid: 1, go_url: url }))
    await expect(logIn()).rejects.toThrow(/which is not trusted/)
    // One bad address in the list, and none of the list is visited.
    service.replies(fixture('qr/created'), confirmed({ mid: 1 }), listed('https://passport.biliintl.com/good', url))
    await expect(logIn()).rejects.toThrow(/which is not trusted/)
  })

  test('reads an address that is none as a change of the service', async () => {
    service.replies(fixture('qr/created'), confirmed({ mid: 1 }), listed(null, 'https://'))
    await expect(logIn()).rejects.toThrow('an address leads to nowhere, which is not trusted')
  })

  test('finds it behind the addresses that the service lists, though one of them is down', async () => {
    const cookie = 'interim=1; Domain=bilibili.tv; Path=/'
    service.replies(
      { ...fixture('qr/created'), setCookies: [cookie, 'regionforbid=where-you-are; Domain=bilibili.tv; Path=/'] },
      confirmed({ mid: 1_400_000_001, go_url: null }),
      listed('//passport.biliintl.com/down', 'https://passport.biliintl.com/x/intl/passport-login/web/sso/set?nonce=1'),
      { to: 'GET passport.biliintl.com/down', status: 503, body: '<html>' },
      { to: sso, status: 302, headers: { location: 'https://passport.bilibili.tv/next' } },
      { to: 'GET passport.bilibili.tv/next', setCookies: session },
      fixture('user/logged-in'),
    )

    const { cookies } = await logIn()

    expect(cookies.map(({ name }) => name)).toContain('SESSDATA')
    expect(cookies.map(({ name }) => name)).not.toContain('regionforbid')
    // One set of cookies for the whole flow, and each only where it belongs.
    const sent = service.seen.map(({ to, headers }) => [to.split('/')[0], headers.get('cookie')])
    expect(sent.slice(1, 6)).toEqual([
      ['GET passport.bilibili.tv', 'interim=1'],
      ['GET passport.bilibili.tv', 'interim=1'],
      ['GET passport.biliintl.com', null],
      ['GET passport.biliintl.com', null],
      ['GET passport.bilibili.tv', 'interim=1'],
    ])
  })

  test('asks the list again once the named page has been seen', async () => {
    const page = 'https://www.bilibili.tv/back'
    service.replies(
      fixture('qr/created'),
      confirmed({ mid: 1_400_000_001, go_url: page }),
      fixture('sso/not-logged-in'),
      { to: 'GET www.bilibili.tv/back', setCookies: ['interim=1; Domain=bilibili.tv; Path=/'] },
      fixture('sso/list'),
      { to: sso, status: 302, headers: { location: 'https://passport.bilibili.tv/set' } },
      { to: 'GET passport.bilibili.tv/set', setCookies: session },
      fixture('user/logged-in'),
    )
    expect((await logIn()).userId).toBe('1400000001')
  })

  test('passes over a page that leads elsewhere', async () => {
    service.replies(fixture('qr/created'), confirmed({ mid: 1 }), fixture('sso/list'))
    service.replies({ to: sso, status: 302, headers: { location: 'https://example.org/' } })
    await expect(logIn()).rejects.toThrow('gave no session')
  })

  test('keeps the session that the check hands out, once it has been checked itself', async () => {
    const rotated = session.map((cookie) => cookie.replace('1a2b3c4d', 'ffffffff'))
    service.replies(
      ...fixtures('qr/created', 'qr/confirmed'),
      { ...fixture('user/logged-in'), setCookies: rotated },
      fixture('user/logged-in'),
    )
    const { cookies } = await logIn()
    expect(cookies.find(({ name }) => name === 'SESSDATA')?.value).toMatch(/^ffffffff/)
    expect(service.seen.at(-1)?.headers.get('cookie')).toMatch(/^SESSDATA=ffffffff/)
  })

  test('is not made of the session of somebody else', async () => {
    service.replies(fixture('qr/created'), confirmed({ mid: 7 }, session), fixture('user/logged-in'))
    await expect(logIn()).rejects.toThrow('the service gave the session of another account')
  })
})

describe('a confirmed login', () => {
  const clock = createInstantClock()
  const provider = ({ fetch }: Emulator) => createBilibiliIntl({ fetch, clock })

  test.each(['set-cookie', 'go-url', 'sso-list'] as const)('finds its session by %s', async (success) => {
    const emulator = createEmulator({ clock, bilibiliIntl: { success, phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
    const intl = provider(emulator)
    const credential = await intl.login('web-qr').finish()
    expect(await intl.check(credential)).toMatchObject({ status: 'valid' })
  })

  test.each(['reset', 'bad-gateway'])('goes to every page again after a %s', async (kind) => {
    const phone = { scanAfterMs: 0, confirmAfterMs: 0 }
    const emulator = createEmulator({ clock, bilibiliIntl: { success: 'sso-list', phone } })
    const match = { path: /sso\/set$/ }
    const fault = kind === 'reset' ? ({ kind: 'reset' } as const) : ({ kind: 'status', status: 502 } as const)
    const added = emulator.faults.add({ ...fault, match, times: 4 })
    expect((await provider(emulator).login('web-qr').finish()).userId).toBe('1400000001')
    expect(added.hits).toBe(4)
  })

  test('survives a lost answer: nothing is asked of a code that is used up', async () => {
    const emulator = createEmulator({ clock, bilibiliIntl: { phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
    emulator.faults.add({ kind: 'reset', match: { host: 'api.bilibili.tv' }, times: 3 })
    const credential = await provider(emulator).login('web-qr').finish()
    expect(credential.userId).toBe(emulator.bilibiliIntl.accounts.first.userId)
  })

  test('can be completed in another process when the site cannot be reached for long', async () => {
    const emulator = createEmulator({ clock, bilibiliIntl: { phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
    const outage = emulator.faults.add({ kind: 'status', status: 502, match: { host: 'api.bilibili.tv' } })
    const flow = provider(emulator).login('web-qr')
    await expect(flow.finish()).rejects.toMatchObject({ code: 'response-unexpected', retryable: true })
    outage.remove()
    const snapshot = JSON.parse(JSON.stringify(flow.snapshot()))
    expect((await provider(emulator).resume(snapshot).finish()).userId).toBe('1400000001')
  })
})

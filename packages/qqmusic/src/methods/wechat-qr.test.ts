import { LoginError, type StepContext, systemRandom } from '@denglu/core'
import { describeMethod } from '@denglu/testing'
import { expect, test } from 'vitest'
import { createQQMusic } from '../provider.ts'
import { follow, openWorld, standingAt } from '../world.fixture.ts'
import { createWechatQr } from './wechat-qr.ts'

describeMethod({
  method: 'wechat-qr',
  createProvider: createQQMusic,
  setUp: ({ qqmusic }) => {
    qqmusic.settings.longPollMs = 5
  },
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.qqmusic.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.qqmusic.phone.confirm()
    return undefined
  },
})

const waiting = { phase: 'waiting', uuid: '021AbCdEfGhIjKlM', scanned: false } as const

test('shows its code as text, and keeps all 19 digits of the account', async () => {
  const { qqmusic, service } = openWorld()
  const events = await follow(qqmusic.login('wechat-qr'), (event) => {
    if (event.type === 'qr-ready') service.apps.wechat.scan(event.qr)
    if (event.type === 'qr-scanned') service.apps.wechat.confirm()
  })
  expect(events.map(({ type }) => type)).toEqual(['qr-ready', 'qr-scanned', 'login-succeeded'])
  expect(events[0]).toMatchObject({
    qr: {
      kind: 'text',
      text: expect.stringMatching(/^https:\/\/open\.weixin\.qq\.com\/connect\/confirm\?uuid=\w{16}$/),
    },
  })
  expect(events[2]).toMatchObject({
    credential: { userId: '1152921504600000001', loginType: 1, musicKey: expect.stringMatching(/^W_X_/) },
  })
})

test('waits inside the service, before the scan and after it', async () => {
  const polls: string[] = []
  const { emulator, service } = openWorld({ longPollMs: 60_000 })
  const { qqmusic } = openWorld(
    {},
    {
      fetch: (input, init) => {
        const request = new Request(input, init)
        const { pathname, searchParams } = new URL(request.url)
        if (pathname.endsWith('/l/qrconnect')) polls.push(searchParams.get('last') ?? 'new')
        return emulator.fetch(request)
      },
    },
  )
  await follow(qqmusic.login('wechat-qr'), (event) => {
    if (event.type === 'qr-ready') setTimeout(() => service.phone.scan(event.qr), 50)
    if (event.type === 'qr-scanned') setTimeout(() => service.phone.confirm(), 50)
  })
  expect(polls).toEqual(['new', '404'])
})

test('a poll that is not answered in time says that nothing has happened', async () => {
  let now = 0
  const context: StepContext = {
    clock: { now: () => now, wait: async () => undefined },
    random: systemRandom,
    signal: new AbortController().signal,
    http: {
      async send({ timeoutMs = 0, step }) {
        now += timeoutMs
        throw new LoginError('no answer', { code: 'network-failed', step, retryable: true })
      },
    },
  }
  const state = { ...waiting, expiresAt: 180_000 }
  expect(await createWechatQr({}).poll?.(state, context)).toEqual({ next: 'poll', state, afterMs: 500 })
})

test.each([
  [402, 'expired'],
  [500, 'expired'],
  [403, 'declined'],
] as const)('%i ends as %s', async (code, reason) => {
  const { qqmusic } = openWorld({}, { fetch: async () => new Response(`window.wx_errcode=${code};window.wx_code='';`) })
  const events = await follow(qqmusic.resume(standingAt('wechat-qr', { ...waiting, expiresAt: Date.now() + 1_000 })))
  expect(events).toEqual([{ type: 'login-failed', reason }])
})

test.each([
  ["window.wx_errcode=666;window.wx_code='';", { code: 'service-refused', reason: 'unknown', serviceCode: 666 }],
  ['window.wx_errcode=405;window.wx_co', { code: 'response-unexpected', retryable: true }],
  ['', { code: 'response-unexpected', retryable: true }],
])('reports %j', async (body, error) => {
  const { qqmusic } = openWorld({}, { fetch: async () => new Response(body) })
  const flow = qqmusic.resume(standingAt('wechat-qr', { ...waiting, expiresAt: Date.now() + 1_000 }), { patienceMs: 0 })
  await expect(flow.finish()).rejects.toMatchObject(error)
})

test('gives a code up that is said to wait long after its end', async () => {
  const { qqmusic } = openWorld({}, { fetch: async () => new Response("window.wx_errcode = 408;window.wx_code = '';") })
  const events = await follow(qqmusic.resume(standingAt('wechat-qr', { ...waiting, expiresAt: Date.now() - 200_000 })))
  expect(events).toEqual([{ type: 'login-failed', reason: 'expired' }])
})

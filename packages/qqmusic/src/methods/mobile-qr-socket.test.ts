import { getEventListeners } from 'node:events'
import { LoginError, type LoginEvent, type LoginFlow, type QrCode, systemClock } from '@denglu/core'
import { expect, test } from 'vitest'
import { follow, hastyClock, openSocketWorld, type TestWorld } from '../world.fixture.ts'

const types = (events: readonly LoginEvent[]) => events.map((event) => ('reason' in event ? event.reason : event.type))
const happy = ['qr-ready', 'qr-scanned', 'login-succeeded']

/** Scans and confirms. */
const willing =
  ({ service }: TestWorld) =>
  (event: LoginEvent) => {
    if (event.type === 'qr-ready') service.phone.scan(event.qr)
    if (event.type === 'qr-scanned') service.phone.confirm()
  }

const onlyBackoffIsShort: typeof systemClock.wait = (ms, signal) => systemClock.wait(ms === 1_000 ? 1 : ms, signal)

async function expectClosed({ service }: TestWorld): Promise<void> {
  await expect.poll(() => service.broker.connections).toBe(0)
}

test('the code can be shown only once its events are heard', async () => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  const flow = qqmusic.login('mobile-qr')[Symbol.asyncIterator]()
  service.broker.faults.add({ kind: 'late-suback', delayMs: 60 })
  const ready = flow.next()
  const early = await Promise.race([
    ready.then(() => 'ready'),
    new Promise((resolve) => setTimeout(resolve, 50, 'silent')),
  ])
  expect(early).toBe('silent')
  expect((await ready).value).toMatchObject({ type: 'qr-ready', qr: { kind: 'image', mediaType: 'image/png' } })
  await flow.return?.()
  await expectClosed(world)
})

test.each([
  ['sent on with 0x9D', {}],
  ['sent on with 0x9C', { redirectReason: 0x9c }],
  ['let in at once', { redirects: 0 }],
  ['sent on three times', { redirects: 3 }],
  ['told its events with QoS 1', { eventQos: 1 }],
] as const)('logs in when it is %s', async (_how, settings) => {
  await using world = await openSocketWorld(settings)
  expect(types(await follow(world.qqmusic.login('mobile-qr'), willing(world)))).toEqual(happy)
  await expectClosed(world)
})

test.each([
  { kind: 'split-frames' },
  { kind: 'joined-frames' },
  { kind: 'duplicated-events' },
  { kind: 'unknown-events' },
  { kind: 'drop', after: 'connect', times: 2 },
  { kind: 'drop', after: 'connack', times: 2 },
  { kind: 'refuse', on: 'connect', reason: 0x88, times: 1 },
] as const)('logs in in spite of $kind $after', async (fault) => {
  await using world = await openSocketWorld()
  world.service.broker.faults.add(fault)
  expect(types(await follow(world.qqmusic.login('mobile-qr'), willing(world)))).toEqual(happy)
  await expectClosed(world)
})

test('a connection that drops right after SUBACK is made again, and nobody notices', async () => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  service.broker.faults.add({ kind: 'drop', after: 'suback', times: 3 })
  const events = await follow(qqmusic.login('mobile-qr'), async (event) => {
    if (event.type === 'qr-ready') {
      // The loop has to go on for the connection to be made again.
      void service.broker.subscribed(event.qr).then(() => service.phone.scan(event.qr))
    }
    if (event.type === 'qr-scanned') service.phone.confirm()
  })
  expect(types(events)).toEqual(happy)
})

test('a drop at any moment goes unnoticed as long as nothing was published meanwhile', async () => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  let qr: QrCode | undefined
  const dropAndThen = async (act: 'scan' | 'confirm') => {
    service.broker.dropAll()
    await expectClosed(world)
    // The loop has to go on for the connection to be made again.
    if (qr) void service.broker.subscribed(qr).then(() => qr && service.phone[act](qr))
  }
  const events = await follow(qqmusic.login('mobile-qr'), async (event) => {
    if (event.type === 'qr-ready') qr = event.qr
    if (event.type === 'qr-ready') await dropAndThen('scan')
    if (event.type === 'qr-scanned') await dropAndThen('confirm')
  })
  expect(types(events)).toEqual(happy)
})

test('what was published while nobody listened is lost: the code ends silently, and is renewed', async () => {
  const reconnectsAtOnce = { ...systemClock, wait: onlyBackoffIsShort }
  await using world = await openSocketWorld({ mobileQrLivesMs: 2_000 }, { clock: reconnectsAtOnce })
  const { service, qqmusic } = world
  let shown = 0
  const events = await follow(qqmusic.login('mobile-qr', { renew: 1 }), async (event) => {
    if (event.type === 'qr-ready' && shown++ === 0) {
      service.broker.dropAll()
      await expectClosed(world)
      service.phone.scan(event.qr)
      service.phone.confirm()
    } else willing(world)(event)
  })
  expect(types(events)).toEqual(['qr-ready', ...happy])
})

test('a broker that never says so does not keep a code alive', async () => {
  await using world = await openSocketWorld()
  const { qqmusic } = world
  const flow = qqmusic.login('mobile-qr')
  for await (const event of flow) if (event.type === 'qr-ready') break
  const later = { now: () => Date.now() + 900_000, wait: hastyClock.wait }
  await using elsewhere = await openSocketWorld({}, { clock: later })
  const events = await follow(elsewhere.qqmusic.resume(flow.snapshot()))
  expect(types(events)).toEqual(['qr-ready', 'expired'])
  await expectClosed(world)
})

test.each([
  ['canceled', 'declined'],
  ['timeout', 'expired'],
] as const)('%s on the phone ends the login as %s', async (type, reason) => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  const events = await follow(qqmusic.login('mobile-qr'), (event) => {
    if (event.type === 'qr-ready') service.broker.publish(event.qr, { type, payload: '{}' })
  })
  expect(types(events)).toEqual(['qr-ready', reason])
  await expectClosed(world)
})

test.each([
  ['loginFailed', '{"errMsg":"no"}', 'service-refused'],
  ['cookies', '', 'response-unexpected'],
  ['cookies', '{"cookies":{}}', 'response-unexpected'],
  ['cookies', '{"cookies":{"qqmusic_uin":{"value":"12345"},"qqmusic_key":{"value":""}}}', 'response-unexpected'],
  ['cookies', '{"cookies":{"qqmusic_uin":{"value":"abc"},"qqmusic_key":{"value":"k"}}}', 'response-unexpected'],
  // A token that the service does not know.
  ['cookies', '{"cookies":{"qqmusic_uin":"o12345","qqmusic_key":"k"}}', 'login-expired'],
])('%s with %s is an error', async (type, payload, code) => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  const finished = qqmusic.login('mobile-qr').finish({
    onEvent: (event) => {
      if (event.type === 'qr-ready') service.broker.publish(event.qr, { type, payload })
    },
  })
  await expect(finished).rejects.toMatchObject({ code })
  await expectClosed(world)
})

test.each([
  [{ kind: 'redirect-loop' }, 'response-unexpected'],
  [{ kind: 'garbage-reference' }, 'response-unexpected'],
  [{ kind: 'refuse', on: 'connect', reason: 0x87 }, 'service-refused'],
  [{ kind: 'refuse', on: 'connect', reason: 0x9f }, 'service-refused'],
  [{ kind: 'refuse', on: 'subscribe', reason: 0x97 }, 'service-refused'],
  [{ kind: 'drop', after: 'connect' }, 'network-failed'],
] as const)('gives up on %o as %s', async (fault, code) => {
  await using world = await openSocketWorld()
  world.service.broker.faults.add(fault)
  const failed = world.qqmusic.login('mobile-qr', { patienceMs: 0 }).finish()
  await expect(failed).rejects.toMatchObject({ code })
  await expectClosed(world)
})

test.each(['login-succeeded', 'login-failed', 'refused', 'left'] as const)(
  'leaves nothing on the signal of its caller: %s',
  async (way) => {
    await using world = await openSocketWorld()
    const { service, qqmusic } = world
    if (way === 'refused') service.broker.faults.add({ kind: 'refuse', on: 'subscribe', reason: 0x87 })
    const { signal } = new AbortController()
    for await (const event of ignoringRefusal(qqmusic.login('mobile-qr', { signal }))) {
      if (way === 'left') break
      if (way === 'login-failed' && event.type === 'qr-ready') service.phone.decline(event.qr)
      else willing(world)(event)
    }
    expect(getEventListeners(signal, 'abort')).toEqual([])
    await expectClosed(world)
  },
)

async function* ignoringRefusal(flow: LoginFlow): AsyncGenerator<LoginEvent> {
  try {
    yield* flow
  } catch (error) {
    if (!LoginError.is(error, 'service-refused')) throw error
  }
}

test('a WeChat account of 19 digits comes through to the last one', async () => {
  await using world = await openSocketWorld()
  const { service, qqmusic } = world
  const [account] = service.accounts.of('wechat')
  const events = await follow(qqmusic.login('mobile-qr'), (event) => {
    if (event.type === 'qr-ready' && account) service.phone.scan(event.qr, { account })
    if (event.type === 'qr-scanned') service.phone.confirm()
  })
  expect(events.at(-1)).toMatchObject({ credential: { userId: '1152921504600000001', loginType: 1 } })
})

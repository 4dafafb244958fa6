import { ServiceRefusedError, systemClock } from '@denglu/core'
import { expect, test } from 'vitest'
import { listenToTopic, type Pushed, type Subscription } from './mqtt-listener.ts'
import { openRawBroker, type RawConnection } from './raw-broker.fixture.ts'

const golden = {
  connect: `10 af01 0004 4d515454 05 02 002d 9201
    15 0004 70617373
    26 0008 746d654170704944 0007 71716d75736963
    26 0008 627573696e657373 000a 6d616e6167656d656e74
    26 0007 68617368546167 0016 544553545152434f4445494430313233343536373839
    26 0009 636c69656e74546167 000f 6d616e6167656d656e742e75736572
    26 0006 757365724944 0016 544553545152434f4445494430313233343536373839
    000f 50524f4245434c49454e5430303031`,
  subscribe: `8260 0001 2c
    26 000d 617574686f72697a6174696f6e 0008 746d656c6f67696e
    26 0006 707562737562 0007 756e6963617374
    002e 6d616e6167656d656e742e7172636f64655f6c6f67696e2f544553545152434f4445494430313233343536373839
    00`,
  redirect:
    '204e009d4b1c000e31302e302e302e373a32393030312600096368616e6e656c4944001331323334353637383930313233343536373839260006736572766572000e31302e302e302e315f3239303031',
  accepted: '2003000000',
  acceptedWithKeepAlive: '200600000313002d',
  refused: '200c0087091f000664656e696564',
  stampedSuback: '901f00011b26000974696d657374616d70000d3137303030303030303030303000',
  bareSuback: '900400010000',
  refusedSuback: '900400010087',
  scanned:
    '3043002e6d616e6167656d656e742e7172636f64655f6c6f67696e2f544553545152434f4445494430313233343536373839102600047479706500077363616e6e65647b7d',
} as const

const length = (hex: string) => hex.replace(/\s/g, '').length / 2
const connectLength = length(golden.connect)
const wholeLength = connectLength + length(golden.subscribe)

const subscriptionTo = (url: string): Omit<Subscription, 'endsAt'> => ({
  step: 'qqmusic/mobile-qr: listen',
  url,
  headers: { Origin: 'https://y.qq.com', 'User-Agent': 'test' },
  clientId: 'PROBECLIENT0001',
  introduction: {
    tmeAppID: 'qqmusic',
    business: 'management',
    hashTag: 'TESTQRCODEID0123456789',
    clientTag: 'management.user',
    userID: 'TESTQRCODEID0123456789',
  },
  topic: 'management.qrcode_login/TESTQRCODEID0123456789',
  permission: { authorization: 'tmelogin', pubsub: 'unicast' },
})

const listenTo = (url: string, signal = new AbortController().signal, lastsMs = 60_000) =>
  listenToTopic({ ...subscriptionTo(url), endsAt: Date.now() + lastsMs }, { clock: systemClock, signal })

/** The captured answers carry packet id 1; the client has begun with another one. */
async function withPacketId(connection: RawConnection, hex: string): Promise<string> {
  const sent = await connection.received(wholeLength)
  const id = sent.subarray(connectLength + 2, connectLength + 4).toString('hex')
  return hex.slice(0, 4) + id + hex.slice(8)
}

async function acceptAndGrant(connection: RawConnection, suback: string = golden.stampedSuback): Promise<void> {
  await connection.received(connectLength)
  connection.send(golden.accepted)
  connection.send(await withPacketId(connection, suback))
}

test('says CONNECT and SUBSCRIBE in the very bytes of the official client', async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const connection = await broker.next()
  expect(await connection.received(connectLength)).toEqual(Buffer.from(golden.connect.replace(/\s/g, ''), 'hex'))
  expect(connection.headers).toMatchObject({
    origin: 'https://y.qq.com',
    'user-agent': 'test',
    'sec-websocket-protocol': 'mqtt',
  })
  connection.send(golden.acceptedWithKeepAlive)
  const all = Buffer.from(await connection.received(wholeLength))
  all.writeUInt16BE(1, connectLength + 2)
  expect(all.subarray(connectLength)).toEqual(Buffer.from(golden.subscribe.replace(/\s/g, ''), 'hex'))
  // A frame is no packet: each field comes in one of its own.
  expect(connection.frames()).toBeGreaterThan(20)

  connection.send(await withPacketId(connection, golden.stampedSuback))
  expect((await first).value).toEqual({ kind: 'subscribed' })
  connection.send(golden.scanned)
  expect((await pushed.next()).value).toEqual({ kind: 'event', type: 'scanned', payload: '{}' })
  await pushed.return()
  await connection.closed
})

test.each([
  ['server moved', golden.redirect],
  ['use another server', golden.redirect.replace('009d', '009c')],
])('follows the server reference as a part of the path: %s', async (_name, redirect) => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const before = await broker.next()
  await before.received(connectLength)
  before.send(redirect)
  const after = await broker.next()
  await before.closed
  expect([before.path, after.path]).toEqual(['/ws/handshake', '/ws/handshake/10.0.0.7:29001'])
  await acceptAndGrant(after, golden.bareSuback)
  expect((await first).value).toEqual({ kind: 'subscribed' })
  await pushed.return()
  await after.closed
})

test('is sent on three times at most', async () => {
  await using broker = await openRawBroker()
  const first = listenTo(broker.url).next()
  const failed = expect(first).rejects.toMatchObject({
    code: 'response-unexpected',
    message: expect.stringContaining('more than 3 times'),
  })
  for (let hop = 0; hop < 4; hop++) {
    const connection = await broker.next()
    await connection.received(connectLength)
    connection.send(golden.redirect)
    await connection.closed
  }
  await failed
})

test('goes to no server that cannot be one', async () => {
  await using broker = await openRawBroker()
  const failed = expect(listenTo(broker.url).next()).rejects.toMatchObject({ code: 'response-unexpected' })
  const connection = await broker.next()
  await connection.received(connectLength)
  connection.send('2014009d111c000e2e2e2f2e2e2f656c73657768657265')
  await failed
  await connection.closed
})

test('reports a refusal by its number', async () => {
  await using broker = await openRawBroker()
  const failed = listenTo(broker.url)
    .next()
    .catch((error: unknown) => error)
  const connection = await broker.next()
  await connection.received(connectLength)
  connection.send(golden.refused)
  expect(await failed).toMatchObject({ reason: 'unknown', serviceCode: 0x87, retryable: false })
  await connection.closed
})

test('reports a subscription that is not granted', async () => {
  await using broker = await openRawBroker()
  const failed = listenTo(broker.url)
    .next()
    .catch((error: unknown) => error)
  const connection = await broker.next()
  await acceptAndGrant(connection, golden.refusedSuback)
  const error = await failed
  expect(ServiceRefusedError.is(error) && error.serviceCode).toBe(0x87)
  await connection.closed
})

test('loses nothing that comes before SUBACK, or in one frame with it', async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const connection = await broker.next()
  await connection.received(connectLength)
  connection.send(golden.accepted)
  const suback = await withPacketId(connection, golden.stampedSuback)
  connection.send(golden.scanned)
  connection.send(suback + golden.scanned)
  const seen: (Pushed | undefined)[] = [(await first).value ?? undefined]
  for (let count = 0; count < 2; count++) seen.push((await pushed.next()).value ?? undefined)
  expect(seen.map((event) => (event?.kind === 'event' ? event.type : event?.kind))).toEqual([
    'subscribed',
    'scanned',
    'scanned',
  ])
  await pushed.return()
})

test('takes the first type where there are two', async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const connection = await broker.next()
  await acceptAndGrant(connection)
  await first
  const topic = '002e6d616e6167656d656e742e7172636f64655f6c6f67696e2f544553545152434f4445494430313233343536373839'
  const types = '2600047479706500077363616e6e6564' + '26000474797065000863616e63656c6564'
  connection.send(`3054${topic}21${types}7b7d`)
  expect((await pushed.next()).value).toMatchObject({ type: 'scanned' })
  await pushed.return()
})

test('obeys the keep-alive of the server', { timeout: 10_000 }, async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const connection = await broker.next()
  await connection.received(connectLength)
  connection.send('2006000003130001') // one second
  connection.send(await withPacketId(connection, golden.stampedSuback))
  await first
  const bytes = await connection.received(wholeLength + 2)
  expect(bytes.subarray(wholeLength).toString('hex')).toBe('c000')
  connection.send('d000')
  await pushed.return()
})

test('says so when time is up, even while it waits for CONNACK', async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url, undefined, 100)
  const first = pushed.next()
  const connection = await broker.next()
  expect((await first).value).toEqual({ kind: 'time-is-up' })
  await pushed.return()
  await connection.closed
})

test('a dropped connection is a lost one', async () => {
  await using broker = await openRawBroker()
  const pushed = listenTo(broker.url)
  const first = pushed.next()
  const connection = await broker.next()
  await acceptAndGrant(connection)
  await first
  const lost = expect(pushed.next()).rejects.toMatchObject({ code: 'network-failed', retryable: true })
  connection.drop()
  await lost
})

test('nobody there is a lost connection, too', async () => {
  const broker = await openRawBroker()
  await broker[Symbol.asyncDispose]()
  await expect(listenTo(broker.url).next()).rejects.toMatchObject({
    code: 'network-failed',
    message: expect.stringContaining('ECONNREFUSED'),
  })
})

test('what is no MQTT is a lost connection', async () => {
  await using broker = await openRawBroker()
  const failed = expect(listenTo(broker.url).next()).rejects.toMatchObject({ code: 'network-failed' })
  const connection = await broker.next()
  await connection.received(connectLength)
  connection.send('ffffffffffffffff')
  await failed
  await connection.closed
})

test.each([
  ['while it connects', async () => undefined],
  ['while it waits for CONNACK', async (connection: RawConnection) => void (await connection.received(connectLength))],
  ['once it listens', (connection: RawConnection) => acceptAndGrant(connection)],
])('stops with the reason as it came: %s', async (_when, lead) => {
  await using broker = await openRawBroker()
  const controller = new AbortController()
  const pushed = listenTo(broker.url, controller.signal)
  const reason = { why: 'enough' }
  const all = (async () => {
    for await (const _event of pushed);
  })()
  const stopped = expect(all).rejects.toBe(reason)
  const connection = await broker.next()
  await lead(connection)
  controller.abort(reason)
  await stopped
  await connection.closed
})

import { type IConnectPacket, type Packet, parser, writeToStream } from 'mqtt-packet'
import { expect, test } from 'vitest'
import { createWebSocketStream, WebSocket } from 'ws'
import { createEmulator } from '../emulator.ts'
import { emulatorMqttUrl } from '../mount/emulator-mqtt-url.ts'
import type { QQMusicOptions } from './realm.ts'

const permission = { authorization: 'tmelogin', pubsub: 'unicast' }

async function open(options: QQMusicOptions = {}) {
  const emulator = createEmulator({ qqmusic: options })
  const server = await emulator.listen()
  const call = async (method: string, param: object, comm: object = {}) => {
    const body = JSON.stringify({ comm, req_0: { module: 'music.login.LoginServer', method, param } })
    const response = await emulator.fetch('https://u.y.qq.com/cgi-bin/musicu.fcg', { method: 'POST', body })
    const { req_0 } = (await response.json()) as { req_0: { code: number; data: Record<string, string> } }
    return req_0
  }
  const { data } = await call('CreateQRCode', { tmeAppID: 'qqmusic', ct: 11, cv: 14090008 })
  return {
    service: emulator.qqmusic,
    call,
    data,
    id: data.qrcodeID ?? '',
    qr: { kind: 'image', base64: pictureOf(data) } as const,
    mqttUrl: emulatorMqttUrl(server.origin),
    [Symbol.asyncDispose]: () => server.close(),
  }
}

const pictureOf = ({ qrcode = '' }: Record<string, string>) => qrcode.slice(qrcode.indexOf(',') + 1)

/** A client of packets, which says what it is told to. */
function dial(url: string, protocols = ['mqtt']) {
  const socket = new WebSocket(url, protocols)
  const stream = createWebSocketStream(socket)
  const incoming = parser({ protocolVersion: 5 })
  const packets: Packet[] = []
  let frames = 0
  const waiting: (() => void)[] = []
  socket.on('message', () => frames++)
  stream.on('data', (bytes) => incoming.parse(bytes))
  stream.on('error', () => undefined)
  incoming.on('packet', (packet) => {
    packets.push(packet)
    waiting.shift()?.()
  })
  let read = 0
  return {
    socket,
    frames: () => frames,
    closed: new Promise((resolve) => socket.once('close', resolve)),
    send: (packet: Packet) => writeToStream(packet, stream, { protocolVersion: 5 }),
    async next(): Promise<Packet> {
      while (packets.length <= read) await new Promise<void>((resolve) => waiting.push(resolve))
      return packets[read++] as Packet
    },
  }
}

const connect = (id: string, changes: Partial<IConnectPacket> = {}): IConnectPacket => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 5,
  clean: true,
  clientId: 'c',
  keepalive: 45,
  properties: {
    authenticationMethod: 'pass',
    userProperties: {
      tmeAppID: 'qqmusic',
      business: 'management',
      hashTag: id,
      clientTag: 'management.user',
      userID: id,
    },
  },
  ...changes,
})

const subscribe = (id: string, userProperties: Record<string, string> = permission): Packet => ({
  cmd: 'subscribe',
  messageId: 7,
  subscriptions: [{ topic: `management.qrcode_login/${id}`, qos: 0 }],
  properties: { userProperties },
})

async function subscribed(url: string, id: string) {
  const first = dial(url)
  first.send(connect(id))
  const moved = await first.next()
  const reference = moved.cmd === 'connack' ? moved.properties?.serverReference : undefined
  const second = dial(`${url}/${reference}`)
  second.send(connect(id))
  expect(await second.next()).toMatchObject({ cmd: 'connack', reasonCode: 0 })
  second.send(subscribe(id))
  expect(await second.next()).toMatchObject({ cmd: 'suback', messageId: 7, granted: [0] })
  return second
}

test('a code has 91 characters and 15 minutes, and is void for who names no client', async () => {
  await using world = await open()
  expect(world.data).toMatchObject({ qrcodeID: expect.stringMatching(/^[\w-]{91}$/), expiresIn: 900 })
  expect(world.data.qrcode).toMatch(/^data:image\/png;base64,/)
  const { data } = await world.call('CreateQRCode', { tmeAppID: 'qqmusic' })
  expect(() => world.service.phone.scan({ kind: 'image', base64: pictureOf(data) })).toThrow('does not know')
  expect(await world.call('CreateQRCode', {})).toMatchObject({ code: 80030 })
})

test('sends its clients on once, then lets them in where they were sent to', async () => {
  await using world = await open()
  const client = dial(world.mqttUrl)
  client.send(connect(world.id))
  expect(await client.next()).toMatchObject({
    reasonCode: 0x9d,
    properties: { serverReference: '10.0.0.1:29001', userProperties: { server: '10.0.0.1_29001' } },
  })
  await client.closed
  const elsewhere = dial(`${world.mqttUrl}/10.0.0.99:29001`)
  elsewhere.send(connect(world.id))
  expect(await elsewhere.next()).toMatchObject({ reasonCode: 0x87, properties: { reasonString: 'unknown server' } })
})

test('pushes what happens to a code to whoever listens by then', async () => {
  await using world = await open()
  const client = await subscribed(world.mqttUrl, world.id)
  world.service.apps.qqmusic.scan(world.qr)
  const scanned = await client.next()
  expect(scanned).toMatchObject({
    cmd: 'publish',
    topic: `management.qrcode_login/${world.id}`,
    properties: { userProperties: { type: 'scanned' } },
  })
  world.service.apps.qqmusic.confirm()
  const confirmed = await client.next()
  expect(confirmed).toMatchObject({ properties: { userProperties: { type: 'cookies' } } })
  const { cookies } = JSON.parse(confirmed.cmd === 'publish' ? confirmed.payload.toString() : '')
  expect(cookies.qrcode_id.value).toBe(world.id)

  const param = { musicid: Number(cookies.qqmusic_uin.value), qrCodeID: world.id, token: cookies.qqmusic_key.value }
  expect(await world.call('Login', { ...param, musicid: `${param.musicid}` }, { tmeLoginType: 6 })).toMatchObject({
    code: 10006,
  })
  expect(await world.call('Login', param)).toMatchObject({ code: 20261 })
  expect(await world.call('Login', param, { tmeLoginType: '6' })).toMatchObject({ code: 0 })
  expect(await world.call('Login', param, { tmeLoginType: '6' })).toMatchObject({ code: 1000 })
})

test('what was published before the subscription is lost', async () => {
  await using world = await open()
  world.service.phone.scan(world.qr)
  const client = await subscribed(world.mqttUrl, world.id)
  world.service.phone.decline(world.qr)
  expect(await client.next()).toMatchObject({ properties: { userProperties: { type: 'canceled' } } })
})

test('a phone that follows a script is pushed as well, and so is the end', async () => {
  await using world = await open({ mobileQrLivesMs: 1_000, phone: { scanAfterMs: 100 } })
  const client = await subscribed(world.mqttUrl, world.id)
  for (const type of ['scanned', 'timeout']) {
    expect(await client.next()).toMatchObject({ cmd: 'publish', properties: { userProperties: { type } } })
  }
})

test.each([
  ['another way of authentication', { properties: { authenticationMethod: 'x' } }, 0x8c],
  ['a password', { username: 'u', password: Buffer.from('p') }, 0x82],
  ['a session to be kept', { clean: false }, 0x82],
  ['no introduction', { properties: { authenticationMethod: 'pass' } }, 0x87],
] as const)('refuses %s', async (_what, changes, reason) => {
  await using world = await open({ redirects: 0 })
  const client = dial(world.mqttUrl)
  client.send(connect(world.id, changes))
  expect(await client.next()).toMatchObject({ cmd: 'connack', reasonCode: reason })
  await client.closed
})

test('refuses a code that nobody has, another topic, and who is not permitted', async () => {
  await using world = await open({ redirects: 0 })
  const stranger = dial(world.mqttUrl)
  stranger.send(connect('nobody'))
  expect(await stranger.next()).toMatchObject({ reasonCode: 0x87 })
  const client = dial(world.mqttUrl)
  client.send(connect(world.id))
  await client.next()
  client.send(subscribe('another'))
  expect(await client.next()).toMatchObject({ cmd: 'suback', granted: [0x87] })
  client.send(subscribe(world.id, { pubsub: 'unicast' }))
  expect(await client.next()).toMatchObject({ cmd: 'suback', granted: [0x87] })
})

test('answers pings, and drops who keeps silent for longer than promised', { timeout: 10_000 }, async () => {
  await using world = await open({ redirects: 0 })
  const client = dial(world.mqttUrl)
  client.send(connect(world.id, { keepalive: 1 }))
  await client.next()
  client.send({ cmd: 'pingreq' })
  expect(await client.next()).toMatchObject({ cmd: 'pingresp' })
  const startedAt = performance.now()
  await client.closed
  expect(performance.now() - startedAt).toBeGreaterThan(1_000)
})

test('drops who begins with anything but CONNECT, or speaks no MQTT', async () => {
  await using world = await open()
  const early = dial(world.mqttUrl)
  early.send({ cmd: 'pingreq' })
  await early.closed
  const babbling = dial(world.mqttUrl)
  babbling.socket.once('open', () => babbling.socket.send(Buffer.from('ffffffffff', 'hex')))
  await babbling.closed
  await expect.poll(() => world.service.broker.connections).toBe(0)
})

test('opens WebSockets for MQTT, where the broker is, and nowhere else', async () => {
  await using world = await open()
  for (const [url, protocols] of [
    [world.mqttUrl, ['chat']],
    [world.mqttUrl.replace('mu.y.qq.com', 'u.y.qq.com/cgi-bin'), ['mqtt']],
    [world.mqttUrl.replace('mu.y.qq.com', 'passport.bilibili.com'), ['mqtt']],
  ] as const) {
    const socket = new WebSocket(url, [...protocols])
    await expect(
      new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject)),
      url,
    ).rejects.toThrow()
  }
})

test('frames can be split and joined', async () => {
  await using world = await open()
  world.service.broker.faults.add({ kind: 'split-frames' })
  expect((await subscribed(world.mqttUrl, world.id)).frames()).toBeGreaterThan(20)
  world.service.broker.faults.clear()
  world.service.broker.faults.add({ kind: 'joined-frames' })
  const joined = await subscribed(world.mqttUrl, world.id)
  const before = joined.frames()
  world.service.broker.publish(world.qr, { type: 'scanned', payload: '{}' })
  world.service.broker.publish(world.qr, { type: 'canceled', payload: '{}' })
  await joined.next()
  await joined.next()
  expect(joined.frames()).toBe(before + 1)
})

test('listens on loopback alone', () => {
  expect(emulatorMqttUrl('http://127.0.0.1:4000')).toBe('ws://127.0.0.1:4000/mu.y.qq.com/ws/handshake')
  expect(() => emulatorMqttUrl('http://example.com')).toThrow(TypeError)
})

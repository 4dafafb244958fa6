// What anybody would write by hand with `ws` and `mqtt-packet`, without caring for anything that can go wrong.
import { type Packet, parser, writeToStream } from 'mqtt-packet'
import { createWebSocketStream, WebSocket } from 'ws'

/** A listener for one code. */
export interface BareListener {
  /** Resolves with the payload of `cookies`. */
  readonly confirmed: Promise<Buffer>
  close(): void
}

/** Connects, follows one redirect and subscribes. */
export async function listenBare(mqttUrl: string, qrCodeId: string): Promise<BareListener> {
  const { promise: confirmed, resolve: confirm } = Promise.withResolvers<Buffer>()
  const redirected = await open(mqttUrl, qrCodeId, confirm)
  const reference = typeof redirected === 'string' ? redirected : undefined
  const socket = reference ? await open(`${mqttUrl}/${reference}`, qrCodeId, confirm) : redirected
  if (typeof socket === 'string') throw new Error('sent on twice')
  return { confirmed, close: () => socket.terminate() }
}

async function open(url: string, qrCodeId: string, confirm: (payload: Buffer) => void): Promise<string | WebSocket> {
  const socket = new WebSocket(url, ['mqtt'], { perMessageDeflate: false })
  const stream = createWebSocketStream(socket)
  const send = (packet: Packet) => writeToStream(packet, stream, { protocolVersion: 5 })
  const { promise, resolve } = Promise.withResolvers<string | WebSocket>()
  const incoming = parser({ protocolVersion: 5 })
  incoming.on('packet', (packet) => {
    if (packet.cmd === 'connack' && packet.reasonCode === 0) send(subscribe(qrCodeId))
    else if (packet.cmd === 'connack') {
      resolve(packet.properties?.serverReference ?? '')
      socket.terminate()
    }
    if (packet.cmd === 'suback') resolve(socket)
    if (packet.cmd === 'publish' && packet.properties?.userProperties?.type === 'cookies')
      confirm(Buffer.from(packet.payload))
  })
  stream.on('data', (bytes) => incoming.parse(bytes))
  stream.on('error', () => undefined)
  send(connect(qrCodeId))
  return promise
}

const connect = (qrCodeId: string): Packet => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 5,
  clean: true,
  clientId: `${Date.now()}`,
  keepalive: 45,
  properties: {
    authenticationMethod: 'pass',
    userProperties: {
      tmeAppID: 'qqmusic',
      business: 'management',
      hashTag: qrCodeId,
      clientTag: 'management.user',
      userID: qrCodeId,
    },
  },
})

const subscribe = (qrCodeId: string): Packet => ({
  cmd: 'subscribe',
  messageId: 1,
  subscriptions: [{ topic: `management.qrcode_login/${qrCodeId}`, qos: 0, nl: false, rap: false, rh: 0 }],
  properties: { userProperties: { authorization: 'tmelogin', pubsub: 'unicast' } },
})

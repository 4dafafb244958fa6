import { generate, type Packet, parser } from 'mqtt-packet'
import type { WebSocket } from 'ws'

/** How bytes are cut into WebSocket frames on their way out. */
export type Framing = 'packets' | 'bytes' | 'bursts'

/** MQTT 5 packets over one WebSocket. Frames are no packets: clients send a packet field by field. */
export interface PacketSocket {
  /** `sent` is called when the bytes are on their way. */
  send(packet: Packet, sent?: () => void): void
  /** Closes as WebSockets do. */
  close(): void
  /** Tears the connection down. */
  drop(): void
}

const burstMs = 20
const protocol = { protocolVersion: 5 } as const

export function openPacketSocket(
  socket: WebSocket,
  { framing, onPacket, onClose }: { readonly framing: Framing; onPacket(packet: Packet): void; onClose(): void },
): PacketSocket {
  const incoming = parser(protocol)
  let burst: Buffer[] = []
  let burstTimer: NodeJS.Timeout | undefined

  incoming.on('packet', onPacket)
  // What is no MQTT ends the connection, as a real broker would.
  incoming.on('error', () => socket.terminate())
  socket.on(
    'message',
    (data) => void incoming.parse(Buffer.isBuffer(data) ? data : Buffer.concat([data].flat() as Buffer[])),
  )
  socket.on('error', () => socket.terminate())
  socket.on('close', () => {
    clearTimeout(burstTimer)
    onClose()
  })

  function flush(sent: () => void): void {
    burstTimer = undefined
    const bytes = Buffer.concat(burst)
    burst = []
    socket.send(bytes, sent)
  }

  return {
    send(packet, sent = () => undefined) {
      const bytes = generate(packet, protocol)
      if (framing === 'packets') return socket.send(bytes, sent)
      if (framing === 'bytes') {
        for (const byte of bytes.subarray(0, -1)) socket.send(Buffer.of(byte))
        return socket.send(bytes.subarray(-1), sent)
      }
      burst.push(bytes)
      burstTimer ??= setTimeout(flush, burstMs, sent)
    },
    close: () => socket.close(),
    drop: () => socket.terminate(),
  }
}

import type { IConnectPacket, ISubscribePacket, Packet } from 'mqtt-packet'
import type { WebSocket } from 'ws'
import type { MqttFaultBox } from './mqtt-fault.ts'
import { openPacketSocket, type PacketSocket } from './packet-socket.ts'
import type { BrokerRules, PushedEvent } from './rules.ts'

export interface ConnectionParts {
  readonly socket: WebSocket
  /** Of the WebSocket's url. */
  readonly path: string
  readonly rules: BrokerRules
  readonly faults: MqttFaultBox
  readonly onSubscribe: (topic: string, moment: 'requested' | 'confirmed') => void
  readonly onClose: () => void
}

/** One client of a broker, from CONNECT to its end. */
export class Connection {
  readonly #parts: ConnectionParts
  readonly #packets: PacketSocket
  readonly #topics = new Map<string, () => void>()
  #connect: IConnectPacket | undefined
  #silence: NodeJS.Timeout | undefined
  #lastId = 0

  constructor(parts: ConnectionParts) {
    const { socket, faults } = parts
    this.#parts = parts
    const framing = faults.strike('split-frames') ? 'bytes' : faults.strike('joined-frames') ? 'bursts' : 'packets'
    this.#packets = openPacketSocket(socket, {
      framing,
      onPacket: (packet) => this.#take(packet),
      onClose: () => this.#end(),
    })
  }

  /** Sends to the client if it has subscribed to `topic`. */
  deliver(topic: string, event: PushedEvent): void {
    if (!this.#topics.has(topic)) return
    const { faults } = this.#parts
    if (faults.strike('unknown-events')) this.#publish(topic, { ...event, type: 'somethingNew', payload: '{"a":1}' })
    this.#publish(topic, event)
    if (faults.strike('duplicated-events')) this.#publish(topic, event)
  }

  drop(): void {
    this.#packets.drop()
  }

  #take(packet: Packet): void {
    this.#waitFor(packet.cmd === 'connect' ? packet.keepalive : this.#connect?.keepalive)
    if (packet.cmd === 'connect' && !this.#connect) this.#answerConnect(packet)
    else if (packet.cmd === 'connect' || !this.#connect) this.#packets.drop()
    else if (packet.cmd === 'subscribe') this.#answerSubscribe(packet, this.#connect)
    else if (packet.cmd === 'pingreq') this.#packets.send({ cmd: 'pingresp' })
    else if (packet.cmd === 'disconnect') this.#packets.close()
  }

  /** A client that keeps silent for one and a half times what it promised is gone. */
  #waitFor(keepAliveSeconds = 0): void {
    clearTimeout(this.#silence)
    if (keepAliveSeconds > 0) this.#silence = setTimeout(() => this.#packets.drop(), keepAliveSeconds * 1_500)
  }

  #answerConnect(connect: IConnectPacket): void {
    const { rules, faults, path } = this.#parts
    this.#connect = connect
    if (faults.strike('silence', ({ on }) => on === 'connect')) return
    if (faults.strike('drop', ({ after }) => after === 'connect')) {
      this.#packets.drop()
      return
    }
    const refused = faults.strike('refuse', ({ on }) => on === 'connect')
    const { reason, ...properties } = refused ? { reason: refused.reason } : rules.admit(connect, path)
    const isDropped = faults.strike('drop', ({ after }) => after === 'connack') !== undefined
    this.#packets.send({ cmd: 'connack', sessionPresent: false, reasonCode: reason, properties }, () => {
      if (isDropped) this.#packets.drop()
      else if (reason !== 0) this.#packets.close()
    })
  }

  #answerSubscribe({ messageId = 0, subscriptions, properties }: ISubscribePacket, connect: IConnectPacket): void {
    const { rules, faults, onSubscribe } = this.#parts
    if (faults.strike('silence', ({ on }) => on === 'subscribe')) return
    const refused = faults.strike('refuse', ({ on }) => on === 'subscribe')
    const userProperties = properties?.userProperties ?? {}
    const granted = subscriptions.map(({ topic }) => refused?.reason ?? rules.grant({ topic, userProperties, connect }))
    const topics = subscriptions.map(({ topic }) => topic).filter((_topic, index) => (granted[index] ?? 0x80) < 0x80)
    for (const topic of topics) {
      this.#topics.get(topic)?.()
      this.#topics.set(
        topic,
        rules.open(topic, (event) => this.deliver(topic, event)),
      )
      onSubscribe(topic, 'requested')
    }
    const isDropped = faults.strike('drop', ({ after }) => after === 'suback') !== undefined
    const answer = () =>
      this.#packets.send({ cmd: 'suback', messageId, granted, properties: { userProperties: rules.stamp() } }, () => {
        if (isDropped) this.#packets.drop()
        else for (const topic of topics) onSubscribe(topic, 'confirmed')
      })
    const late = faults.strike('late-suback')
    if (late) setTimeout(answer, late.delayMs)
    else answer()
  }

  #publish(topic: string, { type, payload, qos }: PushedEvent): void {
    const messageId = ++this.#lastId
    this.#packets.send({
      cmd: 'publish',
      topic,
      payload,
      qos,
      dup: false,
      retain: false,
      ...(qos > 0 && { messageId }),
      properties: { userProperties: { type } },
    })
  }

  #end(): void {
    clearTimeout(this.#silence)
    for (const stop of this.#topics.values()) stop()
    this.#topics.clear()
    this.#parts.onClose()
  }
}

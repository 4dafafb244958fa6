import type { IConnectPacket } from 'mqtt-packet'

/** What a broker says to a CONNECT. Any reason but 0 ends the connection. */
export interface Admission {
  readonly reason: number
  readonly serverReference?: string
  readonly reasonString?: string
  readonly userProperties?: Readonly<Record<string, string>>
}

/** One message. Its name is the user property `type`. */
export interface PushedEvent {
  readonly type: string
  readonly payload: string
  readonly qos: 0 | 1
}

/** One SUBSCRIBE. */
export interface Wish {
  readonly topic: string
  readonly userProperties: Readonly<Record<string, unknown>>
  readonly connect: IConnectPacket
}

/** What is particular about a broker: who may connect and subscribe, and what is then pushed. */
export interface BrokerRules {
  admit(connect: IConnectPacket, path: string): Admission
  /** The reason to grant or refuse with; from 0x80 on it is a refusal. */
  grant(wish: Wish): number
  /** User properties of SUBACK. */
  stamp(): Readonly<Record<string, string>>
  /** Begins to deliver what happens from now on; returns how to stop. */
  open(topic: string, deliver: (event: PushedEvent) => void): () => void
}

import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Phone } from './phone/phone.ts'

/** A request to speak another protocol from now on, over the socket it came by. */
export interface Upgrade {
  readonly url: URL
  readonly incoming: IncomingMessage
  readonly socket: Duplex
  /** What came after the request already. */
  readonly head: Buffer
}

/** One service. A realm lives in a folder of its own, and plugs in by this. */
export interface Realm {
  /** As in the ids of login methods, such as `bilibili`. */
  readonly name: string
  /** The platform hosts that it answers for, in lower case. */
  readonly hosts: readonly string[]
  /** The app on the phone, where the service has one. */
  readonly phone?: Phone
  /** Answers one request to one of the hosts; redirects are answered, not followed. */
  handle(request: Request): Promise<Response>
  /** Answers an upgrade, for realms with WebSockets. */
  upgrade?(upgrade: Upgrade): Promise<void>
}

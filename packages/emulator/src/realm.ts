import type { Phone } from './phone/phone.ts'

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
}

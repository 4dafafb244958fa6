import type { Agent } from 'node:http'
import { LoginError, type RefusalReason, ServiceRefusedError, type StepContext, unexpected } from '@denglu/core'
import type { IClientOptions, IConnackPacket, IPublishPacket, MqttClient } from 'mqtt'
import { Inbox } from './inbox.ts'
import { followReference } from './server-reference.ts'

/** One topic of one broker, and how to introduce oneself there. */
export interface Subscription {
  /** Names the connection in every error. */
  readonly step: string
  /** A WebSocket url. */
  readonly url: string
  /** Opens the connections, to the servers that clients are sent on to as well. */
  readonly agent?: Agent | undefined
  readonly headers: Readonly<Record<string, string>>
  readonly clientId: string
  /** User properties of CONNECT, in the order in which they are sent. */
  readonly introduction: Readonly<Record<string, string>>
  readonly topic: string
  /** User properties of SUBSCRIBE. */
  readonly permission: Readonly<Record<string, string>>
  /** When there is nothing to be expected any more, in ms since the epoch. */
  readonly endsAt: number
}

/** What comes out of a subscription: first that it is confirmed, then what is published. */
export type Pushed =
  | { readonly kind: 'subscribed' }
  /** The name of the event is the user property `type`. */
  | { readonly kind: 'event'; readonly type: string; readonly payload: string }
  | { readonly kind: 'time-is-up' }

type Context = Pick<StepContext, 'clock' | 'signal'>

/** The broker sends this client to another server. */
interface Moved {
  readonly kind: 'moved'
  readonly reference: unknown
}

const mostRedirects = 3
const openTimeoutMs = 20_000
const keepAliveSeconds = 45
const movedReasons: readonly unknown[] = [0x9c, 0x9d]

/** Reasons of CONNACK and SUBACK that say more than no. */
const refusals: ReadonlyMap<number, RefusalReason> = new Map([
  [0x89, 'rate-limited'],
  [0x8a, 'risk-control'],
  [0x97, 'rate-limited'],
  [0x9f, 'rate-limited'],
])
/** Unavailable, busy, too many connections at the moment. */
const passing: readonly number[] = [0x88, 0x89, 0x9f]

/**
 * Subscribes and listens until the reader stops. The socket is closed on every way out.
 *
 * @throws {LoginError} `network-failed`, retryable, when the connection drops; the signal's reason when aborted.
 */
export async function* listenToTopic(subscription: Subscription, context: Context): AsyncGenerator<Pushed, void> {
  const complain = unexpected(subscription.step)
  let { url } = subscription
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const reference = yield* listenAt(url, subscription, context)
    url = followReference(url, reference) ?? complain('the broker sends its clients to no valid server')
  }
  complain(`the broker sends its clients on more than ${mostRedirects} times`)
}

/** Returns the reference when the broker sends its client elsewhere; otherwise ends by throwing, or by its reader. */
async function* listenAt(
  url: string,
  subscription: Subscription,
  { clock, signal }: Context,
): AsyncGenerator<Pushed, unknown> {
  // MQTT.js takes its time to load, and most logins do without.
  const { connect } = await import('mqtt')
  signal.throwIfAborted()
  const inbox = new Inbox<Pushed | Moved>()
  const client = connect(url, optionsFor(subscription))
  deliver(client, subscription, inbox)
  const left = new AbortController()
  const giveUp = () => inbox.end(lost(subscription.step, `no subscription within ${openTimeoutMs / 1_000} s`))
  const deadline = setTimeout(giveUp, openTimeoutMs)
  const abort = () => inbox.end(signal.reason)
  signal.addEventListener('abort', abort)
  clock.wait(Math.max(subscription.endsAt - clock.now(), 0), left.signal).then(
    () => inbox.put({ kind: 'time-is-up' }),
    () => undefined,
  )
  try {
    for (;;) {
      const next = await inbox.take()
      signal.throwIfAborted()
      if (next.kind === 'moved') return next.reference
      if (next.kind === 'subscribed') clearTimeout(deadline)
      yield next
    }
  } finally {
    clearTimeout(deadline)
    signal.removeEventListener('abort', abort)
    left.abort()
    await client.endAsync(true)
  }
}

function optionsFor({ clientId, agent, headers, introduction }: Subscription): IClientOptions {
  return {
    protocolVersion: 5,
    clean: true,
    clientId,
    keepalive: keepAliveSeconds,
    // What was published in between is lost, so connecting again is up to the caller.
    reconnectPeriod: 0,
    connectTimeout: openTimeoutMs,
    properties: { authenticationMethod: 'pass', userProperties: { ...introduction } },
    wsOptions: { headers, perMessageDeflate: false, ...(agent && { agent }) },
  }
}

/** Puts what happens to the client into the inbox, the subscription first and then what was published meanwhile. */
function deliver(client: MqttClient, { step, topic, permission }: Subscription, inbox: Inbox<Pushed | Moved>): void {
  let early: Pushed[] | undefined = []
  // The reference is only in the packet; the `error` that follows does not have it.
  client.on('packetreceive', (packet) => {
    const { cmd, reasonCode, properties } = packet as IConnackPacket
    if (cmd === 'connack' && movedReasons.includes(reasonCode)) {
      inbox.put({ kind: 'moved', reference: properties?.serverReference })
    }
  })
  client.on('connect', () => {
    client.subscribe(topic, { qos: 0, properties: { userProperties: { ...permission } } }, (error, _topics, packet) => {
      if (error) return inbox.end(failure(step, 'subscribe', packet?.granted[0] ?? error))
      inbox.put({ kind: 'subscribed' })
      for (const event of early ?? []) inbox.put(event)
      early = undefined
    })
  })
  client.on('message', (_topic, payload, packet) => {
    const event = { kind: 'event', type: typeOf(packet), payload: payload.toString() } as const
    if (early) early.push(event)
    else inbox.put(event)
  })
  client.on('error', (error) => inbox.end(failure(step, 'connect', 'code' in error ? error.code : error)))
  client.on('close', () => inbox.end(lost(step, 'the connection was closed')))
}

/** A property that is there twice comes as a list; the first one counts. */
function typeOf({ properties }: IPublishPacket): string {
  const type: string | string[] | undefined = properties?.userProperties?.type
  return (Array.isArray(type) ? type[0] : type) ?? ''
}

/** `reason` is a number from the broker, a code from the system, or anything else that went wrong. */
function failure(step: string, what: string, reason: unknown): LoginError {
  if (typeof reason !== 'number') {
    const code = typeof reason === 'string' && /^[A-Z0-9_]+$/.test(reason) ? ` (${reason})` : ''
    return lost(step, `the connection failed${code}`)
  }
  return new ServiceRefusedError(`the broker refused to ${what}`, {
    reason: refusals.get(reason) ?? 'unknown',
    serviceCode: reason,
    step,
    retryable: passing.includes(reason),
  })
}

function lost(step: string, message: string): LoginError {
  return new LoginError(message, {
    code: 'network-failed',
    step,
    retryable: true,
    hint: {
      en: 'Check the connection; the login needs a WebSocket to the service.',
      zh: '请检查网络连接；此登录方式需要与服务建立 WebSocket 连接。',
    },
  })
}

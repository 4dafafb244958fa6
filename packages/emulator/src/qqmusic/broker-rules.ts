import type { IConnectPacket } from 'mqtt-packet'
import type { MqttFaultBox } from '../mqtt/mqtt-fault.ts'
import type { Admission, BrokerRules, PushedEvent } from '../mqtt/rules.ts'
import type { CodeWatch } from './code-watch.ts'
import type { MobileQr } from './mobile-qr.ts'
import type { QQMusicService } from './service.ts'

const topicPrefix = 'management.qrcode_login/'
const handshake = '/ws/handshake'
const badMethod = 0x8c
const notAuthorized = 0x87
const malformed = 0x82

/** The topic of a code. */
export function topicOf(qrCodeId: string): string {
  return topicPrefix + qrCodeId
}

/**
 * How the service's broker behaves: it sends clients on to one of its servers, and pushes what happens to a code.
 *
 * @see docs/services/qqmusic.md#mobile-qr
 */
export function createBrokerRules(
  { world, settings }: Pick<QQMusicService, 'world' | 'settings'>,
  {
    mobileQr,
    watch,
    faults,
  }: { readonly mobileQr: MobileQr; readonly watch: CodeWatch; readonly faults: MqttFaultBox },
): BrokerRules {
  const server = (number: number) => `10.0.0.${number}:29001`

  /** How often the client has been sent on, as its path tells; undefined for a path that was never given out. */
  function hopsOf(path: string): number | undefined {
    if (path === handshake) return 0
    const number = Number(/^\/ws\/handshake\/10\.0\.0\.(\d{1,3}):29001$/.exec(path)?.[1] ?? 0)
    return number > 0 && number <= Math.max(settings.redirects, 8) ? number : undefined
  }

  function sendOn(serverReference: string): Admission {
    const userProperties = { channelID: world.random.digits(19), server: serverReference.replace(':', '_') }
    return { reason: settings.redirectReason, serverReference, userProperties }
  }

  function admit(connect: IConnectPacket, path: string): Admission {
    const { properties, clean, username, password } = connect
    const { hashTag, userID, ...rest } = (properties?.userProperties ?? {}) as Record<string, unknown>
    if (properties?.authenticationMethod !== 'pass') return { reason: badMethod, reasonString: 'authentication method' }
    if (!clean || username !== undefined || password !== undefined)
      return { reason: malformed, reasonString: 'connect' }
    const introducesItself =
      rest.tmeAppID === 'qqmusic' && rest.business === 'management' && rest.clientTag === 'management.user'
    if (!introducesItself || hashTag !== userID || !mobileQr.find(`${hashTag}`)) {
      return { reason: notAuthorized, reasonString: 'denied' }
    }
    const hops = hopsOf(path)
    if (hops === undefined) return { reason: notAuthorized, reasonString: 'unknown server' }
    const garbage = faults.strike('garbage-reference')
    if (garbage) return sendOn(garbage.reference ?? '../../elsewhere')
    if (faults.strike('redirect-loop')) return sendOn(server((hops % 8) + 1))
    return hops < settings.redirects ? sendOn(server(hops + 1)) : { reason: 0 }
  }

  function eventOf(qrCodeId: string): Omit<PushedEvent, 'qos'> | undefined {
    switch (mobileQr.find(qrCodeId)?.state) {
      case 'scanned':
        return { type: 'scanned', payload: '{}' }
      case 'declined':
        return { type: 'canceled', payload: '{}' }
      case 'expired':
        return { type: 'timeout', payload: '{}' }
      case 'confirmed': {
        const confirmed = mobileQr.confirmation(qrCodeId)
        if (!confirmed) return undefined
        const cookies = {
          qqmusic_uin: { value: confirmed.account.userId },
          qqmusic_key: { value: confirmed.token },
          qrcode_id: { value: qrCodeId },
        }
        return { type: 'cookies', payload: JSON.stringify({ cookies }) }
      }
      default:
        return undefined
    }
  }

  return {
    admit,
    grant({ topic, userProperties, connect }) {
      const { hashTag } = (connect.properties?.userProperties ?? {}) as Record<string, unknown>
      const isPermitted = userProperties.authorization === 'tmelogin' && userProperties.pubsub === 'unicast'
      return isPermitted && topic === topicOf(`${hashTag}`) ? 0 : notAuthorized
    },
    stamp: () => ({ timestamp: `${world.serviceTime()}` }),
    open(topic, deliver) {
      const qrCodeId = topic.slice(topicPrefix.length)
      const code = mobileQr.find(qrCodeId)
      if (!code) return () => undefined
      return watch.watch(code, () => {
        const event = eventOf(qrCodeId)
        if (event) deliver({ ...event, qos: settings.eventQos })
      })
    },
  }
}

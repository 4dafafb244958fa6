import type { Agent } from 'node:http'
import { JsonReader, type StepContext, unexpected } from '@denglu/core'
import { parseExactJson } from '../api/exact-json.ts'
import { readMusicId } from '../credential.ts'
import type { Subscription } from './mqtt-listener.ts'

export interface BrokerOptions {
  /** Where the broker is. */
  readonly mqttUrl: string
  readonly mqttAgent?: Agent | undefined
  /** Sent with the handshake. */
  readonly userAgent: string
}

/** What the broker calls the things that happen to a code. */
export const events = {
  scanned: 'scanned',
  confirmed: 'cookies',
  declined: 'canceled',
  expired: 'timeout',
  failed: 'loginFailed',
} as const

/** The topic of one code, and how the official client introduces itself there. */
export function subscriptionTo(
  { qrCodeId, expiresAt }: { readonly qrCodeId: string; readonly expiresAt: number },
  { mqttUrl, mqttAgent, userAgent }: BrokerOptions,
  { clock, random }: StepContext,
): Subscription {
  const [high = 0, low = 0] = random.bytes(2)
  return {
    step: 'qqmusic/mobile-qr: listen',
    url: mqttUrl,
    agent: mqttAgent,
    headers: { Origin: 'https://y.qq.com', Referer: 'https://y.qq.com/', 'User-Agent': userAgent },
    clientId: `${clock.now()}${1_000 + ((high * 256 + low) % 9_000)}`,
    introduction: {
      tmeAppID: 'qqmusic',
      business: 'management',
      hashTag: qrCodeId,
      clientTag: 'management.user',
      userID: qrCodeId,
    },
    topic: `management.qrcode_login/${qrCodeId}`,
    permission: { authorization: 'tmelogin', pubsub: 'unicast' },
    endsAt: expiresAt,
  }
}

/** Who has confirmed, and the token for that: all that `cookies` holds. The token is no session key. */
export function readConfirmation(step: string, payload: string): { readonly musicId: string; readonly token: string } {
  const complain = unexpected(step)
  const reader = new JsonReader(parseExactJson(payload), complain)
  // The service wraps each value in an object; plain ones have been seen in recordings.
  const cookie = (name: string) => reader.raw(`cookies.${name}.value`) ?? reader.raw(`cookies.${name}`)
  const musicId = readMusicId(cookie('qqmusic_uin'))
  const token = cookie('qqmusic_key')
  if (musicId && typeof token === 'string' && token !== '') return { musicId, token }
  return complain('the login was confirmed, but without qqmusic_uin and qqmusic_key')
}

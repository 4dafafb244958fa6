import type { Cookie, JsonReader, StepContext } from '@denglu/core'
import { call } from './envelope.ts'
import { nodeCrypto } from './node-crypto.ts'

/**
 * The ids by which the site knows a browser. Logins by password and text message are refused without them, and a new
 * device is trusted less than a known one: keep it and pass it to `createBilibili({ device })`.
 */
export interface BilibiliDevice {
  readonly buvid3: string
  readonly buvid4?: string
  /** When `buvid3` was given out, in ms since the epoch. */
  readonly issuedAt: number
  /** Lowers the risk score while it lasts; left out when it has expired, never renewed unasked. */
  readonly ticket?: { readonly value: string; readonly expiresAt: number }
}

/**
 * Asks for the ids of a new device.
 *
 * @see docs/services/bilibili.md#device
 */
export async function fetchDevice(id: string, context: StepContext, wantsTicket = false): Promise<BilibiliDevice> {
  // Those of the home page have been seen to be refused later on, with 86103.
  const { body } = await call(context, {
    step: `${id}: device`,
    url: 'https://api.bilibili.com/x/frontend/finger/spi',
  })
  const buvid4 = body.optional('data.b_4', body.string)
  return {
    buvid3: readId(body, 'data.b_3'),
    ...(buvid4 && { buvid4 }),
    issuedAt: context.clock.now(),
    ...(wantsTicket && { ticket: await fetchTicket(id, context) }),
  }
}

async function fetchTicket(id: string, context: StepContext): Promise<NonNullable<BilibiliDevice['ticket']>> {
  const ts = Math.floor(context.clock.now() / 1_000)
  const { body } = await call(context, {
    step: `${id}: ticket`,
    url: 'https://api.bilibili.com/bapis/bilibili.api.ticket.v1.Ticket/GenWebTicket',
    method: 'POST',
    query: { key_id: 'ec02', hexsign: signTicket(ts), 'context[ts]': ts, csrf: '' },
  })
  return {
    value: readId(body, 'data.ticket'),
    expiresAt: (body.number('data.created_at') + body.number('data.ttl')) * 1_000,
  }
}

/** @param ts in seconds since the epoch */
export function signTicket(ts: number): string {
  return nodeCrypto().createHmac('sha256', 'XgwSnGZ1p').update(`ts${ts}`).digest('hex')
}

/** A device as the site's pages keep it. */
export function deviceCookies(device: BilibiliDevice, now: number): readonly Cookie[] {
  const { buvid3, buvid4, issuedAt, ticket } = device
  const cookies = [
    deviceCookie('buvid3', buvid3),
    deviceCookie('b_nut', String(Math.floor(issuedAt / 1_000))),
    // Base64, which the site's pages keep percent-encoded.
    ...(buvid4 ? [deviceCookie('buvid4', encodeURIComponent(buvid4))] : []),
  ]
  if (!ticket || ticket.expiresAt <= now) return cookies
  return [
    ...cookies,
    { ...deviceCookie('bili_ticket', ticket.value), expiresAt: ticket.expiresAt },
    { ...deviceCookie('bili_ticket_expires', String(ticket.expiresAt / 1_000)), expiresAt: ticket.expiresAt },
  ]
}

function deviceCookie(name: string, value: string): Cookie {
  return { name, value, domain: 'bilibili.com', hostOnly: false, path: '/', secure: false, httpOnly: false }
}

/** Admits a device from storage; what does not fit is reported the way `reader` reports. */
export function parseDevice(reader: JsonReader): BilibiliDevice {
  const buvid4 = reader.optional('buvid4', reader.text)
  return {
    buvid3: readId(reader, 'buvid3'),
    ...(buvid4 && { buvid4 }),
    issuedAt: reader.number('issuedAt'),
    ...(reader.has('ticket') && {
      ticket: { value: readId(reader, 'ticket.value'), expiresAt: reader.number('ticket.expiresAt') },
    }),
  }
}

/** It travels as a cookie, as it is. */
function readId(reader: JsonReader, path: string): string {
  return reader.matching(path, /^[!-:<-~]+$/, 'id of a device')
}

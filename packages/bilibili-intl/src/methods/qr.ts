import {
  type Cookie,
  type Localized,
  type LoginMethod,
  readCookies,
  readInput,
  type Step,
  unexpected,
} from '@denglu/core'
import { codes } from '../api/codes.ts'
import { call, open, refusalOf } from '../api/envelope.ts'
import { addCookies } from '../api/session-cookies.ts'
import { isTrusted, passport } from '../api/site.ts'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'
import { complete } from './complete.ts'
import { type Confirmed, goOn, type Plain, parseConfirmed, readConfirmed } from './confirmed.ts'

const everyMs = 2_000
/** The service does not say how long a code lives. It says when one has expired; after this long it need not. */
const livesMs = 300_000

/** What the poll reports, in the outer `code`. Their order is not the order of the flow. */
const report = { expired: 10018100, notScanned: 10018101, scanned: 10018102, confirmed: codes.ok } as const

export type QrState =
  | {
      readonly phase: 'waiting'
      readonly url: string
      readonly ticket: string
      readonly scanned: boolean
      readonly expiresAt: number
      /** Cookies may come with any answer, the first one included. */
      readonly cookies: readonly Plain<Cookie>[]
    }
  | Confirmed

/** What sets one QR method apart from the other. */
interface QrKind {
  readonly id: string
  readonly title: Localized
  readonly platform: 'web' | 'tv'
}

/** A QR login; the platform decides what the service gives for it. */
export function createQr(
  { id, title, platform }: QrKind,
  locale: Locale,
): LoginMethod<undefined, QrState, BilibiliIntlCredential> {
  return {
    id,
    title,
    fields: {},

    async start(_input, context) {
      const step = `${id}: create`
      const { body, response } = await call(context, passport(step, 'qrcode/auth/url', locale, { query: { platform } }))
      const url = body.text('data.qr_url')
      const now = context.clock.now()
      const ticket = readTicket(step, url)
      const cookies = addCookies([], response.cookies, now)
      const state = { phase: 'waiting', url, ticket, scanned: false, expiresAt: now + livesMs, cookies } as const
      return { next: 'poll', state, afterMs: everyMs, emit: qrReady(state) }
    },

    async poll(state, context): Promise<Step<QrState, BilibiliIntlCredential>> {
      if (state.phase === 'confirmed') return complete(id, state, locale, context)
      const step = `${id}: poll`
      const { ticket, expiresAt, scanned } = state
      const request = passport(step, 'qrcode/auth/fetch', locale, {
        query: { platform, ticket },
        cookies: state.cookies,
      })
      const opened = await open(context, request)
      const now = context.clock.now()
      const cookies = addCookies(state.cookies, opened.response.cookies, now)
      switch (opened.code) {
        case report.notScanned:
        case report.scanned: {
          if (now >= expiresAt) return { next: 'stop', reason: 'expired' }
          const next = { ...state, cookies, scanned: opened.code === report.scanned }
          if (next.scanned === scanned) return { next: 'poll', state: next, afterMs: everyMs }
          // Back from scanned: the person has cancelled on the phone, and the code can be scanned again.
          const emit = next.scanned ? ({ type: 'qr-scanned' } as const) : qrReady(next)
          return { next: 'poll', state: next, afterMs: everyMs, emit }
        }
        case report.expired:
          return { next: 'stop', reason: 'expired' }
        case report.confirmed: {
          const confirmed = readConfirmed(opened, context, cookies)
          if (platform === 'tv' && !confirmed.app) {
            return unexpected(step)('the login was confirmed, but the service gave no tokens')
          }
          return goOn(confirmed)
        }
        default:
          throw refusalOf(opened)
      }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['waiting', 'confirmed'])
      if (phase === 'confirmed') return parseConfirmed(reader)
      return {
        phase,
        url: reader.text('url'),
        ticket: reader.text('ticket'),
        scanned: reader.boolean('scanned'),
        expiresAt: reader.number('expiresAt'),
        cookies: readCookies(reader, 'cookies'),
      }
    },
  }
}

function qrReady({ url, expiresAt }: QrState & { phase: 'waiting' }) {
  return { type: 'qr-ready', qr: { kind: 'text', text: url }, expiresAt } as const
}

/** The ticket in a QR url; whoever knows it can collect the login, so the code must lead to the service itself. */
function readTicket(step: string, qrUrl: string): string {
  const url = URL.parse(qrUrl)
  const complain = unexpected(step)
  if (!url || !isTrusted(url)) return complain('`data.qr_url` does not lead to bilibili.tv')
  return url.searchParams.get('ticket')?.trim() || complain('`data.qr_url` holds no ticket')
}

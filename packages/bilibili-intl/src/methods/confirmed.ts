import { type Cookie, type JsonReader, readCookies, type Step, type StepContext } from '@denglu/core'
import type { Opened } from '../api/envelope.ts'
import { addCookies, readBodyCookies } from '../api/session-cookies.ts'
import { readTokens } from '../api/tokens.ts'
import { type AppTokens, type BilibiliIntlCredential, parseAppTokens } from '../credential.ts'

/** An interface as a type that counts as JSON. */
export type Plain<T> = { readonly [K in keyof T]: T[K] }

/**
 * The service has said yes. It says so once, so what it gave goes into the state before anything else is asked: a lost
 * request, or a new process, then goes on from here and not from a code that is used up.
 */
export type Confirmed = {
  readonly phase: 'confirmed'
  readonly cookies: readonly Plain<Cookie>[]
  /** A page that may give the rest of the cookies; mostly empty. */
  readonly goUrl: string
  readonly userId?: string
  readonly app?: Plain<AppTokens>
  readonly isNewAccount?: boolean
}

/** Reads the answer that ends every login; `earlier` are the cookies set on the way to it. */
export function readConfirmed(
  { body, response }: Opened,
  context: StepContext,
  earlier: readonly Cookie[] = [],
): Confirmed {
  const data = body.at('data')
  const now = context.clock.now()
  const app = data.has('token_info') ? readTokens(data.at('token_info'), now) : undefined
  const userId = data.optional('mid', data.id) ?? data.optional('token_info.mid', data.id)
  const isNewAccount = data.raw('is_new') === true
  return {
    phase: 'confirmed',
    cookies: addCookies(earlier, [...response.cookies, ...readBodyCookies(data)], now),
    goUrl: data.optional('go_url', data.string) ?? '',
    ...(userId && { userId }),
    ...(app && { app }),
    ...(isNewAccount && { isNewAccount }),
  }
}

/** The step that follows: to make a credential of it, at once. */
export function goOn(state: Confirmed): Step<Confirmed, BilibiliIntlCredential> {
  return { next: 'poll', state, afterMs: 0 }
}

/** Admits it from a snapshot. */
export function parseConfirmed(reader: JsonReader): Confirmed {
  const userId = reader.optional('userId', reader.text)
  const isNewAccount = reader.optional('isNewAccount', reader.boolean)
  return {
    phase: reader.oneOf('phase', ['confirmed']),
    cookies: readCookies(reader, 'cookies'),
    goUrl: reader.string('goUrl'),
    ...(userId && { userId }),
    ...(reader.has('app') && { app: parseAppTokens(reader.at('app')) }),
    ...(isNewAccount && { isNewAccount }),
  }
}

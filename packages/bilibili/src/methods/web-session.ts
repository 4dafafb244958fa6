import {
  type Cookie,
  followRedirects,
  hostMatches,
  type JsonReader,
  parseCookie,
  type Step,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { type BilibiliDevice, parseDevice } from '../api/device.ts'
import { type Opened, requireNotBlocked } from '../api/envelope.ts'
import { cookiesInUrl, pickLoginCookies } from '../api/session-cookies.ts'
import { type BilibiliCredential, createCredential, missingCookies } from '../credential.ts'

/** The fields of `T` in a form that counts as plain JSON; an interface does not. */
export type Plain<T> = { readonly [K in keyof T]: T[K] }

/** What a login knows of its outcome besides the cookies. */
export type Outcome = {
  readonly refreshToken: string
  readonly device?: Plain<BilibiliDevice>
  readonly isNewAccount?: boolean
}

/** Logged in, but the cookies are still to be fetched from `url`; what led here is used up. */
export type ConfirmedState = {
  readonly phase: 'confirmed'
  readonly url: string
  readonly cookies: readonly Plain<Cookie>[]
  readonly outcome: Outcome
}

type SessionStep = Step<ConfirmedState, BilibiliCredential>

/** What a success says besides its cookies. */
export function readOutcome({ body }: Opened, device?: BilibiliDevice): Outcome {
  const isNewAccount = body.optional('data.is_new', body.boolean) ?? false
  return {
    refreshToken: body.optional('data.refresh_token', body.string) ?? '',
    ...(device && { device }),
    ...(isNewAccount && { isNewAccount }),
  }
}

/** The login cookies that came with an answer, or in its url, if they make a session. */
export function findSession({ body, response }: Opened, { clock }: StepContext): readonly Cookie[] | undefined {
  const url = body.optional('data.url', body.string) ?? ''
  return [response.cookies, cookiesInUrl(url)]
    .map((cookies) => pickLoginCookies(cookies, clock.now()))
    .find((cookies) => missingCookies(cookies).length === 0)
}

/**
 * Ends a web login with its success answer. That is given once, so where it does not hold the cookies, what it says
 * goes into the state before anything else is asked: a lost request, or a new process, then starts from there.
 *
 * @see docs/services/bilibili.md#where-the-cookies-are
 */
export function finishWebLogin(step: string, opened: Opened, outcome: Outcome, context: StepContext): SessionStep {
  const cookies = findSession(opened, context)
  if (cookies) return done(cookies, outcome, context)
  const { body, response } = opened
  const url = body.optional('data.url', body.string)
  if (!url) return reportMissing(step, pickLoginCookies(response.cookies, context.clock.now()))
  return { next: 'poll', state: { phase: 'confirmed', url, cookies: response.cookies, outcome }, afterMs: 0 }
}

/** Follows the success url as a browser would: each hop sets the cookies again. */
export async function fetchSession(id: string, state: ConfirmedState, context: StepContext): Promise<SessionStep> {
  const step = `${id}: fetch cookies`
  const { response, received } = await followRedirects(
    context.http,
    // The page of the login is where the site goes there from.
    { step, url: state.url, cookies: state.cookies, headers: { referer: 'https://passport.bilibili.com/login' } },
    { allow: isTrusted, clock: context.clock },
  )
  requireNotBlocked(response)
  const cookies = pickLoginCookies([...state.cookies, ...received], context.clock.now())
  return missingCookies(cookies).length > 0 ? reportMissing(step, cookies) : done(cookies, state.outcome, context)
}

export function parseConfirmed(reader: JsonReader): ConfirmedState {
  const outcome = reader.at('outcome')
  const isNewAccount = outcome.optional('isNewAccount', outcome.boolean)
  return {
    phase: 'confirmed',
    url: reader.text('url'),
    cookies: reader.list('cookies').map(parseCookie),
    outcome: {
      refreshToken: outcome.string('refreshToken'),
      ...(outcome.has('device') && { device: parseDevice(outcome.at('device')) }),
      ...(isNewAccount && { isNewAccount }),
    },
  }
}

function done(cookies: readonly Cookie[], outcome: Outcome, { clock }: StepContext): SessionStep {
  return { next: 'done', credential: createCredential({ cookies, ...outcome }, clock.now()) }
}

function isTrusted(url: URL): boolean {
  return url.hostname === 'passport.biligame.com' || hostMatches(url.hostname, 'bilibili.com')
}

function reportMissing(step: string, cookies: readonly Cookie[]): never {
  const missing = missingCookies(cookies).join(', ')
  return unexpected(step)(`the login was confirmed, but the service gave no ${missing}`)
}

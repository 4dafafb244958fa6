import type { Cookie, StepContext } from '@denglu/core'
import type { Locale } from '../locales.ts'
import { codes } from './codes.ts'
import { open, refusalOf } from './envelope.ts'
import { gateway } from './site.ts'

/** Whom the site takes the bearer of some cookies for. */
export interface Visitor {
  /** Cookies alone prove nothing: anonymous visitors have some, too. */
  readonly isLoggedIn: boolean
  readonly userId?: string
  readonly name?: string
  readonly avatarUrl?: string
  /** The cookies it gave along with the answer: it may replace those of the session. */
  readonly received: readonly Cookie[]
}

/**
 * Asks the site who it thinks is there. What is neither a clear yes nor a clear no is thrown.
 *
 * @see docs/services/bilibili-intl.md#who-is-there
 */
export async function whoIs(
  step: string,
  cookies: readonly Cookie[],
  locale: Locale,
  context: StepContext,
): Promise<Visitor> {
  const opened = await open(context, gateway(step, 'gateway/web/v2/user', locale, { cookies }))
  const { code, body, response } = opened
  const received = response.cookies
  if (code === codes.notLoggedIn) return { isLoggedIn: false, received }
  if (code !== codes.ok) throw refusalOf(opened)
  // Only a real `true` counts.
  if (body.raw('data.is_login') !== true) return { isLoggedIn: false, received }
  const userId = body.optional('data.mid', body.id)
  const name = body.optional('data.nickname', body.string)
  const avatarUrl = body.optional('data.avatar', body.string)
  return {
    isLoggedIn: true,
    ...(userId && { userId }),
    ...(name && { name }),
    ...(avatarUrl && { avatarUrl }),
    received,
  }
}

import type { StepContext } from '@denglu/core'
import { codes } from '../api/codes.ts'
import { open, refusalOf } from '../api/envelope.ts'
import { csrfOf } from '../api/session-cookies.ts'
import { passport } from '../api/site.ts'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'

/**
 * Ends the web session; one that has already ended is no error.
 *
 * @see docs/services/bilibili-intl.md#logout
 */
export async function logout({ cookies }: BilibiliIntlCredential, locale: Locale, context: StepContext): Promise<void> {
  // The token belongs in the query here, not in the body.
  const details = { query: { csrf: csrfOf(cookies) }, form: {}, cookies }
  const opened = await open(context, passport('bilibili-intl: logout', 'web/login/exit', locale, details))
  if (opened.code !== codes.ok && opened.code !== codes.notLoggedIn) throw refusalOf(opened)
}

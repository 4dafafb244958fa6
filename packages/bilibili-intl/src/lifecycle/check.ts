import { type CredentialReport, LoginError, type StepContext } from '@denglu/core'
import { whoIs } from '../api/user.ts'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'

const step = 'bilibili-intl: check'
/** Tokens that end within a day are worth refreshing. The service does not advise; this is our own figure. */
const staleWithinMs = 86_400_000

/** Asks the site who it thinks is there. */
export async function check(
  credential: BilibiliIntlCredential,
  locale: Locale,
  context: StepContext,
): Promise<CredentialReport> {
  const {
    isLoggedIn,
    userId = credential.userId,
    name,
    avatarUrl,
  } = await whoIs(step, credential.cookies, locale, context)
  if (!isLoggedIn) return { status: 'expired' }
  if (userId !== credential.userId) {
    throw new LoginError('the cookies belong to another account than the credential says', {
      code: 'credential-rejected',
      step,
      hint: { en: 'Log in again.', zh: '请重新登录。' },
    })
  }
  const { app } = credential
  const stale = app !== undefined && app.expiresAt - context.clock.now() < staleWithinMs
  return {
    status: stale ? 'stale' : 'valid',
    account: { userId, ...(name && { name }), ...(avatarUrl && { avatarUrl }) },
  }
}

import { LoginError, type RefreshContext } from '@denglu/core'
import { call } from '../api/envelope.ts'
import { readTokens } from '../api/tokens.ts'
import type { BilibiliIntlCredential } from '../credential.ts'

const step = 'bilibili-intl: refresh'

/**
 * Renews the tokens of a TV login; both are replaced at once. The web session beside them stays as it is: no way to
 * renew one is known.
 *
 * @see docs/services/bilibili-intl.md#refresh
 */
export async function refresh(
  credential: BilibiliIntlCredential,
  context: RefreshContext<BilibiliIntlCredential>,
): Promise<BilibiliIntlCredential> {
  const { app } = credential
  if (!app) throw cannotRenew()
  const { body } = await call(context, {
    step,
    url: 'https://passport.biliintl.com/x/intl/passport-login/oauth2/refresh_token',
    form: { access_token: app.accessToken, refresh_token: app.refreshToken },
  })
  const now = context.clock.now()
  const renewed = { ...credential, issuedAt: now, app: readTokens(body.at('data.token_info'), now) }
  await context.save(renewed)
  return renewed
}

function cannotRenew(): LoginError {
  return new LoginError('bilibili.tv has no way to renew a web session', {
    code: 'not-renewable',
    step,
    hint: {
      en: 'It goes on working until it ends: log in again then, or with tv-qr, which gives tokens that can be renewed.',
      zh: '会话在到期前仍然有效；到期后请重新登录，或改用 tv-qr 登录以获得可续期的令牌。',
    },
  })
}

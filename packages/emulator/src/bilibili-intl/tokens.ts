import type { Call, Route } from '../http/router.ts'
import { passportIntl } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import type { IntlTokens } from './sessions.ts'
import type { BilibiliIntlSettings } from './settings.ts'

/** Renewing app tokens. Unlike the sister service's, this call is not signed. */
export function tokenRoutes({ sessions, settings }: BilibiliIntlService): readonly Route[] {
  function refresh(call: Call): Response {
    const { body } = call.params
    const pair = { access: body.get('access_token') ?? '', refresh: body.get('refresh_token') ?? '' }
    const next = sessions.renew(pair)
    return next ? ok({ token_info: tokenInfo(next, settings) }) : refuse(-101, call)
  }
  const path = '/x/intl/passport-login/oauth2/refresh_token'
  return [{ method: 'POST', hosts: [passportIntl], path, handle: refresh }]
}

/** `expires_in` is in seconds from now. */
export function tokenInfo(tokens: IntlTokens | undefined, { sessionLivesMs }: BilibiliIntlSettings) {
  return { access_token: tokens?.access, refresh_token: tokens?.refresh, expires_in: sessionLivesMs / 1_000 }
}

import type { Call } from '../http/router.ts'
import { checkAppSign } from './app-sign.ts'
import type { Code } from './codes.ts'
import { passport } from './hosts.ts'
import { loginCookieInfo } from './login-cookies.ts'
import { type BilibiliRoute, forApps, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { BilibiliSession } from './sessions.ts'

/**
 * The life of app tokens. Each works only with the key it was issued for. After a refresh the old pair goes on
 * working until its own end: no source says that it ends, and no source says that it does not.
 *
 * @see docs/services/bilibili.md#refresh
 */
export function appTokenRoutes({ world, settings, sessions, replies }: BilibiliService): readonly BilibiliRoute[] {
  function owner({ params }: Call): BilibiliSession | Code {
    const signed = checkAppSign(params)
    if (!signed.ok) return signed.code
    const session = sessions.byAccessToken(params.get('access_key') ?? params.get('access_token') ?? '')
    if (!session?.access) return -101
    return session.access.appkey === signed.appkey ? session : -663
  }

  const forOwner = (handle: (session: BilibiliSession, call: Call) => Response) => (call: Call) => {
    const found = owner(call)
    return typeof found === 'number' ? replies.refuse(found) : handle(found, call)
  }

  const info = forOwner((session) =>
    replies.ok({
      mid: session.mid,
      access_token: session.access?.token,
      expires_in: Math.floor((session.expiresAt - world.serviceTime()) / 1000),
      refresh: world.clock.now() >= session.issuedAt + settings.refreshAdvisedAfterMs,
    }),
  )

  const renew = (session: BilibiliSession) => {
    const renewed = sessions.open(session.mid, session.access?.appkey)
    return {
      token_info: {
        mid: renewed.mid,
        access_token: renewed.access?.token,
        refresh_token: renewed.refreshToken,
        expires_in: settings.sessionLivesMs / 1000,
      },
      cookie_info: loginCookieInfo(renewed),
      sso: ['https://passport.bilibili.com/api/v2/sso'],
    }
  }

  const refresh = forOwner((session, { params }) =>
    params.get('refresh_token') === session.refreshToken ? replies.ok(renew(session)) : replies.refuse(-658),
  )

  const legacyRefresh = forOwner((session, { params }) => {
    if (params.get('refresh_token') !== session.refreshToken) return replies.refuse(-658)
    return replies.json({ ts: Math.floor(world.serviceTime() / 1000), code: 0, data: renew(session) })
  })

  const revoke = forOwner((session) => {
    sessions.end(session)
    return replies.ok(undefined)
  })

  return [
    forApps(get([passport], '/x/passport-login/oauth2/info', info)),
    forApps(post([passport], '/x/passport-login/oauth2/refresh_token', refresh)),
    forApps(post([passport], '/api/v2/oauth2/refresh_token', legacyRefresh)),
    forApps(post([passport], '/x/passport-login/revoke', revoke)),
  ]
}

import type { Call } from '../http/router.ts'
import { appSession } from './app-session.ts'
import { checkAppSign } from './app-sign.ts'
import type { Code } from './codes.ts'
import { passport } from './hosts.ts'
import { type BilibiliRoute, forApps, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { BilibiliSession } from './sessions.ts'

/** Whose token it is, and the key that it was issued for. */
interface Owner {
  readonly session: BilibiliSession
  readonly appkey: string
}

/**
 * The life of app tokens. Each works only with the key it was issued for. After a refresh the old pair goes on
 * working until its own end: no source says that it ends, and no source says that it does not.
 *
 * @see docs/services/bilibili.md#refresh
 */
export function appTokenRoutes(service: BilibiliService): readonly BilibiliRoute[] {
  const { world, settings, sessions, replies } = service

  function findOwner({ params }: Call): Owner | Code {
    const signed = checkAppSign(params)
    if (!signed.ok) return signed.code
    const session = sessions.byAccessToken(params.get('access_key') ?? params.get('access_token') ?? '')
    if (!session) return -101
    return session.access?.appkey === signed.appkey ? { session, appkey: signed.appkey } : -663
  }

  const forOwner = (handle: (owner: Owner, call: Call) => Response) => (call: Call) => {
    const found = findOwner(call)
    return typeof found === 'number' ? replies.refuse(found) : handle(found, call)
  }

  const info = forOwner(({ session }) =>
    replies.ok({
      mid: session.mid,
      access_token: session.access?.token,
      expires_in: Math.floor((session.expiresAt - world.serviceTime()) / 1000),
      refresh: world.clock.now() >= session.issuedAt + settings.refreshAdvisedAfterMs,
    }),
  )

  const refresh = (answer: (data: unknown) => Response) =>
    forOwner(({ session, appkey }, { params }) =>
      params.get('refresh_token') === session.refreshToken
        ? answer(appSession(service, session.mid, appkey))
        : replies.refuse(-658),
    )

  const legacy = (data: unknown) => replies.json({ ts: Math.floor(world.serviceTime() / 1000), code: 0, data })

  const revoke = forOwner(({ session }) => {
    sessions.end(session)
    return replies.ok(undefined)
  })

  return [
    forApps(get([passport], '/x/passport-login/oauth2/info', info)),
    forApps(post([passport], '/x/passport-login/oauth2/refresh_token', refresh(replies.ok))),
    forApps(post([passport], '/api/v2/oauth2/refresh_token', refresh(legacy))),
    forApps(post([passport], '/x/passport-login/revoke', revoke)),
  ]
}

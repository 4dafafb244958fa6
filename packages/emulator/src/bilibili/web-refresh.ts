import type { Call } from '../http/router.ts'
import type { CorrespondKey } from './correspond-key.ts'
import { home, passport } from './hosts.ts'
import { loginCookies } from './login-cookies.ts'
import { type BilibiliRoute, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { BilibiliSession } from './sessions.ts'

const base = '/x/passport-login/web'
/** How far a correspond path may be off the service's clock. */
const toleranceMs = 5 * 60_000

/**
 * Renewing a web session, in two phases: the old one lives until the new one confirms it away. A refresh that was
 * never confirmed can be done again.
 *
 * @see docs/services/bilibili.md#refresh
 */
export function webRefreshRoutes(service: BilibiliService, key: () => CorrespondKey): readonly BilibiliRoute[] {
  const { world, settings, sessions, replies } = service
  /** By the session that a permission was given to. */
  const permissions = new WeakMap<BilibiliSession, string>()
  /** From the new session to the one it replaces. */
  const replaced = new WeakMap<BilibiliSession, BilibiliSession>()

  const caller = ({ cookies }: Call) => sessions.bySessdata(cookies.get('SESSDATA'))

  function cookieInfo(call: Call): Response {
    const session = caller(call)
    if (!session) return replies.refuse(-101)
    const refresh = world.clock.now() >= session.issuedAt + settings.refreshAdvisedAfterMs
    return replies.ok({ refresh, timestamp: world.serviceTime() })
  }

  function correspond(call: Call): Response {
    if (!isTimely(call.url.pathname.split('/').at(-1) ?? '')) return replies.page('<h1>404</h1>', { status: 404 })
    const session = caller(call)
    const permission = session ? world.random.hex(32) : undefined
    if (session && permission) permissions.set(session, permission)
    return replies.page(
      `<!DOCTYPE html><html lang="zh-Hans"><head><title>Correspond</title></head><body>${
        permission ? `<div id="1-name">${permission}</div>` : ''
      }<div id="token-iframe-app"></div></body></html>`,
    )
  }

  function isTimely(path: string): boolean {
    if (!/^[0-9a-f]{256}$/.test(path)) return false
    const said = key().read(path)
    if (said === undefined) return settings.correspondKey === 'any'
    const at = /^refresh_(\d+)$/.exec(said)?.[1]
    return at !== undefined && Math.abs(Number(at) - world.serviceTime()) <= toleranceMs
  }

  function refresh(call: Call): Response {
    const session = caller(call)
    if (!session) return replies.refuse(-101)
    if (call.params.get('csrf') !== session.cookies.bili_jct) return replies.refuse(-111)
    const permission = permissions.get(session)
    permissions.delete(session)
    const permitted = permission !== undefined && call.params.get('refresh_csrf') === permission
    if (!permitted || call.params.get('refresh_token') !== session.refreshToken || session.kind !== 'web') {
      return replies.refuse(86095)
    }
    const renewed = sessions.open(session.mid)
    replaced.set(renewed, session)
    return replies.ok({ status: 0, message: '', refresh_token: renewed.refreshToken }, loginCookies(renewed))
  }

  function confirm(call: Call): Response {
    const session = caller(call)
    if (!session) return replies.refuse(-101)
    if (call.params.get('csrf') !== session.cookies.bili_jct) return replies.refuse(-111)
    const old = replaced.get(session)
    if (!old || call.params.get('refresh_token') !== old.refreshToken) return replies.refuse(-400)
    replaced.delete(session)
    sessions.end(old)
    return replies.ok(undefined)
  }

  function ssoList(call: Call): Response {
    const session = caller(call)
    if (!session) return replies.refuse(-101)
    if (call.params.get('biliCSRF') !== session.cookies.bili_jct) return replies.refuse(-111)
    return replies.ok({ sso: [] })
  }

  return [
    get([passport], `${base}/cookie/info`, cookieInfo),
    get([home], '/correspond/1/*', correspond),
    post([passport], `${base}/cookie/refresh`, refresh),
    post([passport], `${base}/confirm/refresh`, confirm),
    get([passport], `${base}/sso/list`, ssoList),
  ]
}

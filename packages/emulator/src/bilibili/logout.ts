import type { Call } from '../http/router.ts'
import { passport } from './hosts.ts'
import { loginCookies } from './login-cookies.ts'
import { type BilibiliRoute, post } from './route.ts'
import type { BilibiliService } from './service.ts'

/** Leaving the web site. Whoever is not there any more is shown the login page. */
export function logoutRoutes({ world, sessions, replies }: BilibiliService): readonly BilibiliRoute[] {
  function exit({ params, cookies }: Call): Response {
    const session = sessions.bySessdata(cookies.get('SESSDATA'))
    if (!session || cookies.get('DedeUserID') !== session.cookies.DedeUserID) {
      return replies.page('<!DOCTYPE html><html lang="zh-Hans"><title>登录</title></html>')
    }
    const ts = Math.floor(world.serviceTime() / 1000)
    if (params.get('biliCSRF') !== session.cookies.bili_jct) return replies.json({ code: 2202, status: false, ts })
    sessions.end(session)
    const cleared = loginCookies(session).map((cookie) => ({ ...cookie, value: '', expiresAt: 0 }))
    const redirectUrl = 'https://passport.biligame.com/crossDomain?DedeUserID=&DedeUserID__ckMd5=&SESSDATA=&bili_jct='
    return replies.json({ code: 0, status: true, ts, data: { redirectUrl } }, cleared)
  }

  return [post([passport], '/login/exit/v2', exit)]
}

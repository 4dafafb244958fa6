import type { CookieToSet } from '../http/cookies.ts'
import type { BilibiliSession } from './sessions.ts'

/** The `Set-Cookie` headers of a login. */
export function loginCookies(session: BilibiliSession, domain = 'bilibili.com'): readonly CookieToSet[] {
  return Object.entries(session.cookies).map(([name, value]) => ({
    name,
    value,
    domain,
    expiresAt: session.expiresAt,
    ...(name === 'SESSDATA' && { httpOnly: true, secure: true }),
  }))
}

/** The same cookies inside the JSON of a TV login. */
export function loginCookieInfo(session: BilibiliSession) {
  return {
    cookies: Object.entries(session.cookies).map(([name, value]) => ({
      name,
      value,
      http_only: name === 'SESSDATA' ? 1 : 0,
      expires: Math.floor(session.expiresAt / 1000),
      secure: 0,
    })),
    domains: ['.bilibili.com', '.biligame.com', '.bigfun.cn', '.bigfunapp.cn', '.dreamcast.hk'],
  }
}

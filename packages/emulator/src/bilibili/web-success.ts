import type { CookieToSet } from '../http/cookies.ts'
import type { CrossDomain } from './cross-domain.ts'
import { loginCookies } from './login-cookies.ts'
import type { BilibiliService } from './service.ts'

/** What a successful web login answers with, in the way of the setting `webSuccess`. */
export interface WebSuccess {
  readonly url: string
  readonly refreshToken: string
  readonly timestamp: number
  readonly cookies: readonly CookieToSet[]
}

/** Logs an account in to the web site. */
export type OpenWebSession = (mid: number, goUrl: string | undefined) => WebSuccess

export function createWebSuccess(
  { world, settings, sessions }: BilibiliService,
  crossDomain: CrossDomain,
): OpenWebSession {
  return (mid, goUrl) => {
    const timestamp = world.serviceTime()
    const { webSuccess } = settings
    if (webSuccess === 'no-session')
      return { url: crossDomain.ticketUrl(undefined, goUrl), refreshToken: '', timestamp, cookies: [] }
    const session = sessions.open(mid)
    return {
      url:
        webSuccess === 'cookies-in-url' ? crossDomain.cookieUrl(session, goUrl) : crossDomain.ticketUrl(session, goUrl),
      refreshToken: session.refreshToken,
      timestamp,
      cookies: webSuccess === 'redirect-chain' ? [] : loginCookies(session),
    }
  }
}

import { loginCookieInfo } from './login-cookies.ts'
import type { BilibiliService } from './service.ts'

/** Where the apps go on to carry the session to the sister sites. */
export const appSso: readonly string[] = ['bilibili.com', 'biligame.com', 'bigfunapp.cn'].map(
  (domain) => `https://passport.${domain}/api/v2/sso`,
)

/** What an app gets for a login or a refresh: tokens, and the cookies among the JSON. */
export function appSession({ settings, sessions }: BilibiliService, mid: number, appkey: string) {
  const session = sessions.open(mid, appkey)
  return {
    token_info: {
      mid,
      access_token: session.access?.token,
      refresh_token: session.refreshToken,
      expires_in: settings.sessionLivesMs / 1000,
    },
    cookie_info: loginCookieInfo(session),
    sso: appSso,
  }
}

import { loginCookieInfo } from './login-cookies.ts'
import type { BilibiliService } from './service.ts'

/** What an app gets for a login: tokens, and the cookies among the JSON. */
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
    sso: ['https://passport.bilibili.com/api/v2/sso', 'https://passport.biligame.com/api/v2/sso'],
  }
}

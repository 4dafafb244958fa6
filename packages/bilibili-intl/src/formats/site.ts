import { hostMatches, LoginError, type Site } from '@denglu/core'
import { findCookie } from '../api/session-cookies.ts'
import { type BilibiliIntlCredential, createCredential } from '../credential.ts'

const domain = 'bilibili.tv'

/**
 * What a browser that is logged in to bilibili.tv holds.
 *
 * @see docs/services/bilibili-intl.md#the-session
 */
export const site: Site<BilibiliIntlCredential> = {
  domain,

  toState: ({ cookies }) => ({ cookies }),

  fromState({ cookies }, { now, userId }) {
    const own = cookies.filter((cookie) => hostMatches(cookie.domain, domain))
    const missing = ['SESSDATA', 'bili_jct'].filter((name) => !findCookie(own, name))
    if (missing.length > 0) throw noSession(missing)
    return createCredential({ userId: userId ?? findCookie(own, 'DedeUserID')?.value ?? '', cookies: own }, now)
  },
}

function noSession(missing: readonly string[]): LoginError {
  return new LoginError(`there is no session of bilibili.tv in it: no ${missing.join(', ')}`, {
    code: 'input-invalid',
    hint: {
      en: 'Export it from where you are logged in. What reads `document.cookie` does not see SESSDATA.',
      zh: '请从已登录的浏览器或工具导出。通过 document.cookie 读取的内容不含 SESSDATA。',
    },
  })
}

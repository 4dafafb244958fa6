import { type Complain, hostMatches, JsonReader, LoginError, type Site } from '@denglu/core'
import { cookiesOf, fieldsOf, siteDomain } from '../api/web-cookies.ts'
import { type QQMusicCredential, readIssued } from '../credential.ts'

/**
 * What a browser that is logged in to y.qq.com holds. When the key ends is not among it.
 *
 * @see docs/services/qqmusic.md#cookies
 */
export const site: Site<QQMusicCredential> = {
  domain: siteDomain,

  toState: (credential) => ({ cookies: cookiesOf(credential) }),

  fromState({ cookies }, { now }) {
    const own = cookies.filter(({ domain }) => hostMatches(siteDomain, domain) || hostMatches(domain, siteDomain))
    return readIssued(new JsonReader(fieldsOf(own), complain), { complain, now })
  },
}

const complain: Complain = (problem) => {
  throw new LoginError(`there is no session of y.qq.com in it: ${problem}`, {
    code: 'input-invalid',
    hint: {
      en: 'Export it from where you are logged in, with uin and qm_keyst or qqmusic_key.',
      zh: '请从已登录的浏览器或工具导出，需包含 uin 以及 qm_keyst 或 qqmusic_key。',
    },
  })
}

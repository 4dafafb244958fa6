import { renderCookieHeader } from '../cookies/cookie.ts'
import type { CookieFormat } from './cookie-format.ts'
import { plainCookie, requireWritable } from './plain-cookies.ts'

/** One `name=value; name=value` line, with or without `Cookie:` before it. */
export const cookieHeader: CookieFormat = {
  id: 'header',
  title: { en: 'Cookie header', zh: 'Cookie 请求头' },
  fileName: 'cookie.txt',

  write({ cookies }) {
    requireWritable(cookies, /;/)
    return renderCookieHeader(cookies)
  },

  recognises: (text) => /^(?:cookie:)?\s*[\w!#$%&'*+.^`|~-]+=[^;\p{Cc}]*(?:;[^;\p{Cc}]*)*$/iu.test(text.trim()),

  read: (text, domain) => ({
    cookies: text
      .trim()
      .replace(/^cookie:/i, '')
      .split(';')
      .flatMap((pair) => {
        const [, name, value = ''] = /^\s*([^=\s]+)=(.*)$/.exec(pair.trimEnd()) ?? []
        return name ? [plainCookie(name, value, domain)] : []
      }),
  }),
}

import { type HttpFields, type HttpRequest, hostMatches } from '@denglu/core'
import { type Locale, locales } from '../locales.ts'

/** What one call adds to what all calls have. */
interface Details extends Pick<HttpRequest, 'cookies' | 'form'> {
  readonly query?: HttpFields
}

/** A call to the passport, where everything about logging in is. */
export function passport(step: string, path: string, locale: Locale, details: Details = {}): HttpRequest {
  return request(step, `https://passport.bilibili.tv/x/intl/passport-login/${path}`, locale, details)
}

/** A call to the data gateway. */
export function gateway(step: string, path: string, locale: Locale, details: Details = {}): HttpRequest {
  return request(step, `https://api.bilibili.tv/intl/${path}`, locale, details)
}

function request(step: string, url: string, locale: Locale, { query, ...details }: Details): HttpRequest {
  return { step, url, query: { s_locale: locales[locale], platform: 'web', ...query }, ...details }
}

/** The domains of the service; nothing of bilibili.com is among them. */
export const domains = ['bilibili.tv', 'biliintl.com'] as const

/** Whether an address that the service hands out may be visited. */
export function isTrusted({ protocol, port, username, password, hostname }: URL): boolean {
  const plain = protocol === 'https:' && port === '' && username === '' && password === ''
  return plain && domains.some((domain) => hostMatches(hostname, domain))
}

import type { CookieFormat } from './cookie-format.ts'
import { readJsonCookies, writeExtensionCookie } from './extension-cookie.ts'
import { isObject, parseJson, parseJsonObject } from './parse-json.ts'
import { plainCookie } from './plain-cookies.ts'

/** A JSON list of cookies, as browser extensions write it. An object of values by name is read as well. */
export const jsonCookies: CookieFormat = {
  id: 'json',
  title: { en: 'JSON list of cookies (Cookie-Editor)', zh: 'JSON Cookie 列表（Cookie-Editor）' },
  fileName: 'cookies.json',

  write: ({ cookies }) => `${JSON.stringify(cookies.map(writeExtensionCookie), null, 2)}\n`,

  recognises(text) {
    const value = parseJson(text)
    if (Array.isArray(value)) return value.every((entry) => isObject(entry) && 'name' in entry && 'value' in entry)
    return isObject(value) && Object.values(value).every((entry) => typeof entry === 'string')
  },

  read(text, domain) {
    const byName = parseJsonObject(text)
    if (!byName) return { cookies: readJsonCookies(parseJson(text), 'a list of cookies') }
    const pairs = Object.entries(byName)
    return { cookies: pairs.map(([name, value]) => plainCookie(name, String(value), domain)) }
  },
}

import type { Cookie } from '../cookies/cookie.ts'
import type { JsonObject } from '../json.ts'
import { type JsonReader, readInput } from '../json-reader.ts'
import { dottedDomain } from './plain-cookies.ts'

/**
 * A cookie as the extension interface of browsers gives it, and with it Cookie-Editor, EditThisCookie and CookieCloud.
 *
 * @see https://developer.mozilla.org/en-US/docs/Mozilla/Add-ons/WebExtensions/API/cookies/Cookie
 */
export function writeExtensionCookie(cookie: Cookie): JsonObject {
  const { name, value, hostOnly, path, expiresAt, secure, httpOnly } = cookie
  return {
    name,
    value,
    domain: dottedDomain(cookie),
    hostOnly,
    path,
    secure,
    httpOnly,
    // CookieCloud's extension stops at a cookie without one.
    sameSite: 'unspecified',
    session: expiresAt === undefined,
    ...(expiresAt !== undefined && { expirationDate: expiresAt / 1_000 }),
    storeId: '0',
  }
}

/**
 * Reads a list of JSON cookies, whoever wrote them: browser extensions say `expirationDate`, browser drivers `expires`
 * (both in seconds), and our own cookies `expiresAt`. Cookies without a name are left out.
 */
export function readJsonCookies(cookies: unknown, what: string): readonly Cookie[] {
  return readInput({ cookies }, what)
    .list('cookies')
    .filter((cookie) => cookie.raw('name') !== '')
    .map(readJsonCookie)
}

function readJsonCookie(reader: JsonReader): Cookie {
  const domain = reader.text('domain')
  const seconds = reader.optional('expirationDate', reader.number) ?? reader.optional('expires', reader.number)
  const expiresAt = reader.optional('expiresAt', reader.number) ?? (seconds && Math.round(seconds * 1_000))
  return {
    name: reader.text('name'),
    value: reader.string('value'),
    domain: domain.replace(/^\./, '').toLowerCase(),
    hostOnly: reader.optional('hostOnly', reader.boolean) ?? !domain.startsWith('.'),
    path: reader.optional('path', reader.text) ?? '/',
    // Drivers write -1 for a cookie that lives as long as its session.
    ...(expiresAt !== undefined && expiresAt > 0 && { expiresAt }),
    secure: reader.optional('secure', reader.boolean) ?? false,
    httpOnly: reader.optional('httpOnly', reader.boolean) ?? false,
  }
}

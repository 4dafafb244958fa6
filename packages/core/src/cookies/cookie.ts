import { parseString as parseHeader } from 'set-cookie-parser'
import type { JsonReader } from '../json-reader.ts'

/** One cookie as a value. There is no jar: cookies are arguments in and results out. */
export interface Cookie {
  readonly name: string
  /** As it travels: a percent-encoded value stays percent-encoded. */
  readonly value: string
  /** Without a leading dot. */
  readonly domain: string
  /** True when only this very host gets it, not the hosts below. */
  readonly hostOnly: boolean
  readonly path: string
  /** In ms since the epoch; absent for a cookie that lives as long as its session. */
  readonly expiresAt?: number
  readonly secure: boolean
  readonly httpOnly: boolean
}

/** What a `Cookie` header can carry as one cookie: anything else would break the request, or add a cookie to it. */
const sendableName = /^[ -:<>-~\x80-\xff]+$/
const sendableValue = /^[ -:<-~\x80-\xff]*$/

/**
 * Reads one `Set-Cookie` header of an answer from `url`. A cookie for a domain the host does not belong to, or
 * without a name, is no cookie: `undefined`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6265#section-5.3
 */
export function readSetCookie(header: string, url: URL, now: number): Cookie | undefined {
  const parsed = parseHeader(header, { decodeValues: false, silent: true })
  if (!parsed || !sendableName.test(parsed.name) || !sendableValue.test(parsed.value)) return undefined
  const domain = parsed.domain?.replace(/^\./, '').toLowerCase()
  if (domain && !mayBeSetBy(url.hostname, domain)) return undefined
  const expiresAt = readExpiry(parsed, now)
  return {
    name: parsed.name,
    value: parsed.value,
    domain: domain || url.hostname,
    hostOnly: !domain,
    path: parsed.path?.startsWith('/') ? parsed.path : defaultPath(url),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    secure: parsed.secure === true,
    httpOnly: parsed.httpOnly === true,
  }
}

/** `Max-Age` goes before `Expires`; a date nobody can read counts as none. */
function readExpiry(parsed: { readonly maxAge?: number; readonly expires?: Date }, now: number): number | undefined {
  if (parsed.maxAge !== undefined && !Number.isNaN(parsed.maxAge)) return now + parsed.maxAge * 1_000
  const expiresAt = parsed.expires?.getTime()
  return Number.isNaN(expiresAt) ? undefined : expiresAt
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4 */
function defaultPath(url: URL): string {
  return url.pathname.slice(0, url.pathname.lastIndexOf('/')) || '/'
}

/** A host may set cookies for itself and for the domains above it, but not for all of `.com`. */
function mayBeSetBy(host: string, domain: string): boolean {
  return host === domain || (domain.includes('.') && hostMatches(host, domain))
}

/** Whether `host` is `domain` or lies below it. An IP address is only ever itself. */
export function hostMatches(host: string, domain: string): boolean {
  if (host === domain) return true
  return host.endsWith(`.${domain}`) && !isIpAddress(host)
}

function isIpAddress(host: string): boolean {
  return host.startsWith('[') || /^[\d.]+$/.test(host)
}

/** @see https://www.rfc-editor.org/rfc/rfc6265#section-5.1.4 */
function pathMatches(path: string, cookiePath: string): boolean {
  if (path === cookiePath) return true
  return path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`)
}

/** `older` with `newer` on top: same name, domain and path replace; what has expired is gone. */
export function mergeCookies(older: readonly Cookie[], newer: readonly Cookie[], now: number): readonly Cookie[] {
  const kept = new Map<string, Cookie>()
  for (const cookie of [...older, ...newer]) {
    kept.set(JSON.stringify([cookie.name, cookie.domain, cookie.path]), cookie)
  }
  return [...kept.values()].filter((cookie) => !hasExpired(cookie, now))
}

/** The cookies that belong in a request to `url`. */
export function cookiesFor(url: URL, cookies: readonly Cookie[], now: number): readonly Cookie[] {
  return cookies.filter(
    (cookie) =>
      (cookie.hostOnly ? url.hostname === cookie.domain : hostMatches(url.hostname, cookie.domain)) &&
      pathMatches(url.pathname, cookie.path) &&
      (!cookie.secure || url.protocol === 'https:') &&
      !hasExpired(cookie, now),
  )
}

/** The value of a `Cookie` header. */
export function renderCookieHeader(cookies: readonly Cookie[]): string {
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

/** Admits a cookie from stored JSON; what does not fit is reported the way `reader` reports. */
export function parseCookie(reader: JsonReader): Cookie {
  const expiresAt = reader.optional('expiresAt', reader.number)
  return {
    name: reader.matching('name', sendableName, 'name of a cookie'),
    value: reader.matching('value', sendableValue, 'value of a cookie'),
    domain: reader.text('domain'),
    hostOnly: reader.boolean('hostOnly'),
    path: reader.text('path'),
    ...(expiresAt === undefined ? {} : { expiresAt }),
    secure: reader.boolean('secure'),
    httpOnly: reader.boolean('httpOnly'),
  }
}

function hasExpired(cookie: Cookie, now: number): boolean {
  return cookie.expiresAt !== undefined && cookie.expiresAt <= now
}

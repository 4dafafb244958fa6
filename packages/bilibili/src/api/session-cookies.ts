import type { Cookie } from '@denglu/core'

const loginCookies = ['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid']

/**
 * The login cookies for bilibili.com among those an exchange has set. A hop may send an empty cookie before or after
 * the real one, so the last one with a value counts; one that is past its end `now` deletes, whatever its value.
 */
export function pickLoginCookies(received: readonly Cookie[], now = Number.NEGATIVE_INFINITY): readonly Cookie[] {
  const isSet = ({ domain, value, expiresAt = Number.POSITIVE_INFINITY }: Cookie) =>
    domain === 'bilibili.com' && value !== '' && expiresAt > now
  return loginCookies.flatMap((name) => {
    const last = received.findLast((cookie) => cookie.name === name && isSet(cookie))
    return last ? [{ ...last, value: encodeOnce(last.value) }] : []
  })
}

/**
 * The login cookies in the query of a success url, where they were until 2026-07.
 *
 * @see docs/services/bilibili.md#where-the-cookies-are
 */
export function cookiesInUrl(url: string): readonly Cookie[] {
  if (!URL.canParse(url)) return []
  // Read without decoding: a SESSDATA that is encoded must stay so, and one that is not must be encoded once.
  const raw = new Map(
    new URL(url).search
      .slice(1)
      .split('&')
      .map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]),
  )
  const found = loginCookies.flatMap((name) => {
    const value = raw.get(name)
    return value ? [loginCookie(name, value)] : []
  })
  const expiresAt = sessionExpiry(found.find(({ name }) => name === 'SESSDATA')?.value)
  return expiresAt === undefined ? found : found.map((cookie) => ({ ...cookie, expiresAt }))
}

/** A login cookie as the service sets it, where only name and value are known. */
export function loginCookie(name: string, value: string, expiresAt?: number): Cookie {
  const isSession = name === 'SESSDATA'
  return {
    name,
    value: encodeOnce(value),
    domain: 'bilibili.com',
    hostOnly: false,
    path: '/',
    ...(expiresAt !== undefined && { expiresAt }),
    secure: isSession,
    httpOnly: isSession,
  }
}

/** A raw SESSDATA has commas, which break a Cookie header; an encoded one must not be encoded again. */
function encodeOnce(value: string): string {
  return value.includes('%') ? value : encodeURIComponent(value).replace(/\*/g, '%2A')
}

/** The second field of a SESSDATA is its end, in seconds since the epoch. */
export function sessionExpiry(sessdata = ''): number | undefined {
  const seconds = Number(sessdata.split('%2C')[1])
  return seconds > 0 ? seconds * 1_000 : undefined
}

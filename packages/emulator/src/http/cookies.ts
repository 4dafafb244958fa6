export interface CookieToSet {
  readonly name: string
  readonly value: string
  readonly domain: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
  readonly httpOnly?: boolean
  readonly secure?: boolean
}

/** A `Set-Cookie` header value, with its attributes in the order in which Bilibili writes them. */
export function renderSetCookie(cookie: CookieToSet): string {
  const { name, value, domain, expiresAt, httpOnly, secure } = cookie
  const expires = new Date(expiresAt).toUTCString()
  return `${name}=${value}; Path=/; Domain=${domain}; Expires=${expires}${httpOnly ? '; HttpOnly' : ''}${secure ? '; Secure' : ''}`
}

/** The `Cookie` header as it was sent: values are not decoded, and of two with one name the first counts. */
export function readCookies(headers: Headers): ReadonlyMap<string, string> {
  const cookies = new Map<string, string>()
  for (const pair of (headers.get('cookie') ?? '').split(';')) {
    const [name = '', ...value] = pair.split('=')
    if (name.trim() && !cookies.has(name.trim())) cookies.set(name.trim(), value.join('=').trim())
  }
  return cookies
}

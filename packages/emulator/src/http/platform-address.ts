/** Where a request on the loopback server is meant to go. */
export type Address =
  /** To a platform host, by the `Host` header or by the first path segment. */
  | { readonly kind: 'platform'; readonly by: 'host' | 'path'; readonly url: URL }
  /** To the server itself: the phone page. */
  | { readonly kind: 'own'; readonly url: URL }
  /** To nobody here. */
  | { readonly kind: 'unknown' }

/** Hostnames by which a machine calls itself. Anything else in `Host` may be a web page that rebinds its name to us. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
}

/**
 * @param target the request target as it was sent, such as `/passport.bilibili.com/x/…?a=b`
 * @param host the `Host` header
 */
export function readAddress(target: string, host: string, served: ReadonlySet<string>): Address {
  if (!target.startsWith('/') || !URL.canParse(`http://${host}`)) return { kind: 'unknown' }
  const { hostname } = new URL(`http://${host}`)
  if (served.has(hostname)) return { kind: 'platform', by: 'host', url: new URL(`https://${hostname}${target}`) }
  if (!isLoopback(hostname)) return { kind: 'unknown' }

  const [, first = '', rest = ''] = /^\/([^/?]*)(.*)$/s.exec(target) ?? []
  if (served.has(first)) return { kind: 'platform', by: 'path', url: new URL(`https://${first}${rest}`) }
  if (first === '' || first === '__emulator') return { kind: 'own', url: new URL(`http://${host}${target}`) }
  return { kind: 'unknown' }
}

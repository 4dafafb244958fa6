/**
 * The address a broker sends its client on to: the same host, with the reference as the last segment of the path.
 * `undefined` for a reference that is not `host:port`.
 *
 * @see docs/services/qqmusic.md#redirects
 */
export function followReference(address: string, reference: unknown): string | undefined {
  if (typeof reference !== 'string' || !/^[\w.-]+:\d{1,5}$/.test(reference)) return undefined
  const url = new URL(address)
  const path = url.pathname.replace(/\/+$/, '')
  const base = path.slice(path.lastIndexOf('/') + 1).includes(':') ? path.slice(0, path.lastIndexOf('/')) : path
  url.pathname = `${base}/${reference}`
  return url.href
}

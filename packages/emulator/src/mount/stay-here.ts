/** `emulatorFetch` sends this: it leads its requests here by itself, and wants answers as the platform gives them. */
export const verbatimHeader = 'x-emulator-verbatim'

/**
 * An answer for a client that was told another base address, and knows this server only: redirects lead to its paths,
 * not to the platform, and cookies are for its own host, which may not set any for the platform's.
 *
 * @param url what was asked for, at the platform
 */
export function stayHere(response: Response, url: URL, served: ReadonlySet<string>): Response {
  const { headers } = response
  const location = headers.get('location')
  const next = location === null ? undefined : new URL(location, url)
  if (next && served.has(next.host)) headers.set('location', `/${next.host}${next.pathname}${next.search}`)

  const cookies = headers.getSetCookie()
  headers.delete('set-cookie')
  for (const cookie of cookies) headers.append('set-cookie', cookie.replace(/; (Domain=[^;]*|Secure)(?=;|$)/g, ''))
  return response
}

/**
 * Whether a request is meant for one of `hosts`, each `name` for any port or `name:port`. A foreign name in `Host` is a
 * web page that has rebound its own name to our address.
 */
export function isForUs(request: Request, hosts: readonly string[]): boolean {
  const host = hostOf(request)
  return hosts.includes(host) || hosts.includes(host.replace(/:\d+$/, ''))
}

/**
 * Whether a form was sent from a page of ours. Under `no-referrer` a plain form says `Origin: null`; then only
 * `Sec-Fetch-Site`, which no page can forge, can vouch for it.
 */
export function isFromOurPage(request: Request, hosts: readonly string[]): boolean {
  const site = request.headers.get('sec-fetch-site')
  if (site !== null && site !== 'same-origin') return false
  const origin = request.headers.get('origin')
  if (origin === null || !URL.canParse(origin)) return site === 'same-origin'
  const { host } = new URL(origin)
  return host === hostOf(request) || hosts.includes(host)
}

function hostOf(request: Request): string {
  return (request.headers.get('host') ?? new URL(request.url).host).toLowerCase()
}

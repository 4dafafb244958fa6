import type { Clock } from '../clock.ts'
import { type Cookie, mergeCookies } from '../cookies/cookie.ts'
import type { HttpClient, HttpRequest, HttpResponse } from './client.ts'
import { requireNoServerError, unexpected } from './read-json.ts'

const redirectStatuses: readonly number[] = [301, 302, 303, 307, 308]

export interface FollowOptions {
  /** Whether a url may be visited at all; asked for the first one, too. Only https ever is. */
  readonly allow: (url: URL) => boolean
  readonly clock: Clock
  /** @default 5 */
  readonly maxHops?: number
}

/** What a chain of redirects left behind. */
export interface Followed {
  /** The answer that redirects no further. */
  readonly response: HttpResponse
  /** Every cookie set on the way, in the order it came, overwritten and deleted ones included. */
  readonly received: readonly Cookie[]
}

/**
 * GETs `request.url` and follows redirects by hand, hop by hop, sending and collecting cookies as a browser would.
 *
 * @throws {LoginError} `response-unexpected` when the chain leaves the allowed hosts or does not end; retryable when a
 * hop answers with a 5xx.
 */
export async function followRedirects(
  http: HttpClient,
  request: HttpRequest,
  options: FollowOptions,
): Promise<Followed> {
  const { allow, clock, maxHops = 5 } = options
  const complain = unexpected(request.step)
  let url: URL | undefined
  let location = request.url
  let cookies = request.cookies ?? []
  const received: Cookie[] = []
  for (let hop = 0; hop <= maxHops; hop++) {
    url = URL.parse(location, url?.href) ?? complain('a redirect leads nowhere')
    if (url.protocol !== 'https:' || !allow(url))
      return complain(`a redirect leads to ${url.host}, which is not trusted`)
    const response = await http.send({ ...request, url: url.href, cookies })
    requireNoServerError(response)
    received.push(...response.cookies)
    cookies = mergeCookies(cookies, response.cookies, clock.now())
    const next = response.headers.get('location')
    if (!redirectStatuses.includes(response.status) || !next) return { response, received }
    location = next
  }
  return complain(`more than ${maxHops} redirects`)
}

/**
 * Something that goes wrong on the way.
 *
 * - `latency`: the answer takes `delayMs` longer. Adds up with other faults.
 * - `reset`: the connection is torn down before there is an answer.
 * - `refuse`: nobody listens. On a real socket this looks like `reset`, since the socket is already open.
 * - `truncate`: the body ends in the middle, and the connection with it.
 * - `status`: another status, by default with an HTML body, as gateways answer.
 * - `html`: HTTP 200 with an HTML body where JSON belongs.
 * - `drop-cookies`: the answer has lost its `Set-Cookie` headers.
 */
export type Fault =
  | { readonly kind: 'latency'; readonly delayMs: number }
  | { readonly kind: 'refuse' }
  | { readonly kind: 'drop-cookies' }
  | { readonly kind: 'reset' | 'truncate' | 'html'; readonly lost?: Lost }
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly lost?: Lost
    }

/**
 * What got lost. With `request`, the service never saw it and nothing happened there. With `answer`, the service did its
 * work first: a success that it hands out once is then gone.
 *
 * @default 'request'
 */
export type Lost = 'request' | 'answer'

export type FaultKind = Fault['kind']

/** Which requests a fault meets; what is left out matches everything. */
export interface RequestMatch {
  readonly host?: string
  /** The whole path as a string, or a pattern. */
  readonly path?: string | RegExp
  readonly method?: string
}

export type FaultRule = Fault & {
  readonly match?: RequestMatch
  /** It strikes so many times and then never again. Default: without end. */
  readonly times?: number
  /** The share of matching requests that it strikes, 0 to 1. Default: all. */
  readonly rate?: number
}

export function matches(match: RequestMatch, request: Request): boolean {
  const { host, pathname } = new URL(request.url)
  const { path = pathname } = match
  return (
    (match.host ?? host) === host &&
    (match.method?.toUpperCase() ?? request.method) === request.method &&
    (typeof path === 'string' ? path === pathname : pathname.search(path) >= 0)
  )
}

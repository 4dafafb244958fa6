import { readCookies } from './cookies.ts'
import { type Params, readParams } from './params.ts'

/** A request, taken apart. */
export interface Call {
  readonly request: Request
  readonly url: URL
  readonly params: Params
  readonly cookies: ReadonlyMap<string, string>
}

export interface Route {
  /** GET answers HEAD, too. */
  readonly method: 'GET' | 'POST'
  readonly hosts: readonly string[]
  /** The whole path; `/*` at the end stands for one more segment. */
  readonly path: string
  handle(call: Call): Response | Promise<Response>
}

export type Found<R extends Route> =
  | { readonly kind: 'route'; readonly route: R }
  | { readonly kind: 'wrong-method' }
  | { readonly kind: 'nothing' }

/** Finds the route of a request by method, host and path. */
export function createRouter<R extends Route>(routes: readonly R[]): (request: Request) => Found<R> {
  const table = new Map<string, R[]>()
  for (const route of routes) {
    for (const host of route.hosts) table.set(host + route.path, [...(table.get(host + route.path) ?? []), route])
  }
  return (request) => {
    const { host, pathname } = new URL(request.url)
    const here = table.get(host + pathname) ?? table.get(host + pathname.replace(/[^/]+$/, '*'))
    if (!here) return { kind: 'nothing' }
    const method = request.method === 'HEAD' ? 'GET' : request.method
    const route = here.find((candidate) => candidate.method === method)
    return route ? { kind: 'route', route } : { kind: 'wrong-method' }
  }
}

export async function readCall(request: Request): Promise<Call> {
  return {
    request,
    url: new URL(request.url),
    params: await readParams(request),
    cookies: readCookies(request.headers),
  }
}

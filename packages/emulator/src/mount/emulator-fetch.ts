import { fetchByHops } from '../http/fetch-by-hops.ts'
import { isLoopback } from '../http/platform-address.ts'
import { platformHosts } from '../platform-hosts.ts'
import { verbatimHeader } from './stay-here.ts'

export interface EmulatorFetchOptions {
  /** What carries the rewritten requests. @default the global `fetch` */
  readonly fetch?: typeof globalThis.fetch
}

/**
 * A `fetch` for clients of an emulator in another process. `https://passport.bilibili.com/x/…` becomes
 * `<origin>/passport.bilibili.com/x/…`, on every hop of a redirect; responses keep the platform's url.
 *
 * Nothing else gets through: a host that is not emulated rejects with a `TypeError` naming it.
 *
 * @param origin of `emulator.listen()`
 * @throws {TypeError} when the origin is not `http` on loopback
 */
export function emulatorFetch(origin: string, options: EmulatorFetchOptions = {}): typeof globalThis.fetch {
  const base = new URL(origin)
  if (base.protocol !== 'http:' || !isLoopback(base.hostname)) {
    throw new TypeError(`an emulator listens on http and loopback, not on ${base.origin}`)
  }
  return fetchByHops((request) => {
    const { host, pathname, search } = new URL(request.url)
    if (!platformHosts.has(host)) throw new TypeError(`no service is emulated at ${host}`)
    const send = options.fetch ?? globalThis.fetch
    const routed = new Request(`${base.origin}/${host}${pathname}${search}`, request)
    routed.headers.set(verbatimHeader, '1')
    return send(routed)
  })
}

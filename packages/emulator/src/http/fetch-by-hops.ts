const mostHops = 20
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])
// Node's fetch drops these when a redirect leaves the origin.
const boundToOrigin = ['authorization', 'proxy-authorization', 'cookie', 'host']

interface Hop {
  readonly url: URL
  readonly method: string
  readonly headers: Headers
  readonly body: ArrayBuffer | null
}

/**
 * A `fetch` over something that answers single requests. It follows redirects by itself, hop by hop, so that each
 * hop takes the same way as the first, and `Location` may name a platform host that exists only here.
 *
 * Rejects as `fetch` does; an abort rejects with the signal's own reason.
 */
export function fetchByHops(send: (request: Request) => Promise<Response>): typeof globalThis.fetch {
  return async (input, init) => {
    const asked = new Request(input, init)
    const { signal } = asked
    signal.throwIfAborted()
    let hop: Hop = {
      url: new URL(asked.url),
      method: asked.method,
      headers: new Headers(asked.headers),
      body: asked.body && (await asked.arrayBuffer()),
    }
    for (let count = 0; count <= mostHops; count += 1) {
      const { url, ...init } = hop
      const response = await untilAborted(signal, send(new Request(url, { ...init, signal, redirect: 'manual' })))
      const location = redirects.has(response.status) ? response.headers.get('location') : null
      if (location === null || asked.redirect === 'manual') return named(response, url, count > 0)
      await response.body?.cancel()
      if (asked.redirect === 'error') throw new TypeError('fetch failed', { cause: new Error('unexpected redirect') })
      hop = nextHop(hop, response.status, new URL(location, url))
    }
    throw new TypeError('fetch failed', { cause: new Error('redirect count exceeded') })
  }
}

function nextHop(hop: Hop, status: number, url: URL): Hop {
  const headers = new Headers(hop.headers)
  if (url.origin !== hop.url.origin) for (const name of boundToOrigin) headers.delete(name)
  const becomesGet = status === 303 ? hop.method !== 'HEAD' : status < 303 && hop.method === 'POST'
  if (!becomesGet) return { ...hop, url, headers }
  for (const name of ['content-encoding', 'content-language', 'content-location', 'content-type', 'content-length']) {
    headers.delete(name)
  }
  return { url, method: 'GET', headers, body: null }
}

/** A response made by hand has no `url`; clients read it to learn where they ended up. */
function named(response: Response, url: URL, redirected: boolean): Response {
  return Object.defineProperties(response, {
    url: { value: url.href },
    redirected: { value: redirected },
    clone: { value: () => named(Response.prototype.clone.call(response), url, redirected) },
  })
}

function untilAborted<T>(signal: AbortSignal, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

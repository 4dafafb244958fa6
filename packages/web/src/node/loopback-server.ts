import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createRequestListener } from '@remix-run/node-fetch-server'

/** Names by which this machine calls itself, at any port: the link may have come through a tunnel. */
export const loopbackHosts: readonly string[] = ['127.0.0.1', 'localhost', '[::1]']

/** A page that was answered needs a moment to arrive; a form that never ends must not hold a login up. */
const graceMs = 1_000

export interface LoopbackServer {
  /** As in `http://127.0.0.1:4321`. */
  readonly origin: string
  /** Lets answers that are under way arrive, though not for long, then closes every connection. */
  close(): Promise<void>
}

/** Serves on 127.0.0.1 only, where nobody but the people on this machine can knock. */
export async function serveOnLoopback(
  handle: (request: Request) => Promise<Response>,
  port = 0,
): Promise<LoopbackServer> {
  const underWay = new Set<ServerResponse>()
  // A request that makes no sense, such as one with a broken `Host`, gets as little as any other stranger.
  const onError = () => new Response(null, { status: 400 })
  const server = createServer(createRequestListener((request) => handle(request), { onError }))
  server.on('request', (_request, response) => {
    underWay.add(response)
    response.on('close', () => underWay.delete(response))
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      const closed = once(server, 'close')
      server.close()
      const closeAll = setTimeout(() => server.closeAllConnections(), graceMs)
      await Promise.all([...underWay].map((response) => once(response, 'close')))
      clearTimeout(closeAll)
      server.closeAllConnections()
      await closed
    },
  }
}

import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** What arrives on a socket, as a `Request` to `url`. */
export async function readRequest(incoming: IncomingMessage, url: URL, signal: AbortSignal): Promise<Request> {
  const { method = 'GET' } = incoming
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const bytes = new Uint8Array(await buffer(incoming))
  const body = method === 'GET' || method === 'HEAD' ? null : bytes
  return new Request(url, { method, headers, body, signal })
}

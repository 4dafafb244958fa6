import type { IncomingMessage } from 'node:http'

/** What a login sends is small. A program that sends more than this is none, and must not fill the memory. */
const mostBytes = 1_048_576

/** What arrives on a socket, as a `Request` to `url`; or the status to refuse it with. */
export async function readRequest(
  incoming: IncomingMessage,
  url: URL,
  signal: AbortSignal,
): Promise<Request | 400 | 413> {
  const { method = 'GET' } = incoming
  const headers = new Headers()
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const bytes = await readBody(incoming)
  if (!bytes) return 413
  const body = method === 'GET' || method === 'HEAD' ? null : bytes
  try {
    return new Request(url, { method, headers, body, signal })
  } catch {
    return 400 // No `fetch` could have sent it: TRACE, or a name and a password in `Host`.
  }
}

/** Stops reading at a body that is too long, and leaves the socket open for the answer. */
async function readBody(incoming: IncomingMessage): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
    length += chunk.length
    if (length > mostBytes) return undefined
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

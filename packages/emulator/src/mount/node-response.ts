import type { ServerResponse } from 'node:http'

/** Writes a `Response` to a socket. If its body breaks off, so does the connection, after what there was of it. */
export async function sendResponse(response: Response, outgoing: ServerResponse): Promise<void> {
  const { chunks, whole } = await readChunks(response)
  outgoing.statusCode = response.status
  for (const [name, value] of response.headers) {
    if (name !== 'set-cookie') outgoing.setHeader(name, value)
  }
  const cookies = response.headers.getSetCookie() // Joined into one header, they would be unreadable.
  if (cookies.length > 0) outgoing.setHeader('set-cookie', cookies)

  const bytes = Buffer.concat(chunks)
  if (whole) outgoing.end(bytes)
  else outgoing.write(bytes, () => outgoing.destroy())
}

async function readChunks(response: Response): Promise<{ readonly chunks: Uint8Array[]; readonly whole: boolean }> {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of response.body ?? []) chunks.push(chunk)
    return { chunks, whole: true }
  } catch {
    return { chunks, whole: false }
  }
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { isConnectionFailure } from '../http/connection-failure.ts'
import { readAddress } from '../http/platform-address.ts'
import type { Realm } from '../realm.ts'
import { readRequest } from './node-request.ts'
import { sendResponse } from './node-response.ts'
import { createPhoneDesk, type PhoneDeskParts } from './phone-desk.ts'
import { stayHere, verbatimHeader } from './stay-here.ts'

export interface ListenOptions {
  /** @default a free one */
  readonly port?: number
}

export interface Listening extends AsyncDisposable {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string
  /** Stops listening and ends the connections that are open. */
  close(): Promise<void>
}

export interface ServerParts extends PhoneDeskParts {
  readonly realms: readonly Realm[]
  /** Answers a request to a platform host. */
  handle(request: Request): Promise<Response>
}

export async function listen(parts: ServerParts, { port = 0 }: ListenOptions = {}): Promise<Listening> {
  const served = new Set(parts.realms.flatMap(({ hosts }) => hosts))
  const phoneDesk = createPhoneDesk(parts)

  async function answer(incoming: IncomingMessage, hungUp: AbortSignal): Promise<Response> {
    const { url = '', headers } = incoming
    const address = readAddress(url, headers.host ?? '', served)
    if (address.kind === 'unknown') return new Response('Nothing is emulated here.\n', { status: 421 })
    const request = await readRequest(incoming, address.url, hungUp)
    if (typeof request === 'number') return new Response(null, { status: request, headers: { connection: 'close' } })
    if (address.kind === 'own') return phoneDesk(request)
    const response = await parts.handle(request)
    const isAtHome = address.by === 'host' || request.headers.has(verbatimHeader)
    return isAtHome ? response : stayHere(response, address.url, served)
  }

  async function serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const hungUp = new AbortController()
    outgoing.once('close', () => hungUp.abort())
    try {
      await sendResponse(await answer(incoming, hungUp.signal), outgoing)
    } catch (error) {
      if (isConnectionFailure(error)) return void incoming.socket.resetAndDestroy()
      if (!outgoing.destroyed) outgoing.writeHead(500).end(`The emulator failed: ${error}\n`)
    }
  }

  const server = createServer((incoming, outgoing) => void serve(incoming, outgoing))
  const upgraded = new Set<Duplex>()
  server.on('upgrade', (incoming, socket, head) => {
    upgraded.add(socket)
    socket.once('close', () => upgraded.delete(socket))
    socket.on('error', () => socket.destroy()) // The server has let go of it; unheard, a reset would end the process.
    const address = readAddress(incoming.url ?? '', incoming.headers.host ?? '', served)
    const realm = parts.realms.find(({ hosts }) => address.kind === 'platform' && hosts.includes(address.url.host))
    if (address.kind === 'platform' && realm?.upgrade) void realm.upgrade({ url: address.url, incoming, socket, head })
    else socket.end('HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\n\r\n')
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })

  let closed: Promise<void> | undefined
  function close(): Promise<void> {
    closed ??= new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
      for (const socket of upgraded) socket.destroy()
    })
    return closed
  }
  const { port: bound } = server.address() as AddressInfo
  return { origin: `http://127.0.0.1:${bound}`, close, [Symbol.asyncDispose]: close }
}

import type { AddressInfo } from 'node:net'
import { type WebSocket, WebSocketServer } from 'ws'

/** One connection to a {@link RawBroker}. */
export interface RawConnection {
  /** Of the WebSocket's url. */
  readonly path: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Everything received so far. */
  bytes(): Buffer
  readonly frames: () => number
  /** Resolves once so many bytes have arrived. */
  received(length: number): Promise<Buffer>
  send(hex: string): void
  readonly closed: Promise<void>
  drop(): void
}

/** A server that speaks only the bytes it is told to: what it answers is taken from captures. */
export interface RawBroker extends AsyncDisposable {
  readonly url: string
  /** The next connection. */
  next(): Promise<RawConnection>
}

export async function openRawBroker(): Promise<RawBroker> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => 'mqtt' })
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const arrived: RawConnection[] = []
  const awaited: ((connection: RawConnection) => void)[] = []

  server.on('connection', (socket, { url = '', headers }) => {
    const connection = watch(socket, { path: url, headers })
    const next = awaited.shift()
    if (next) next(connection)
    else arrived.push(connection)
  })

  return {
    url: `ws://127.0.0.1:${port}/ws/handshake`,
    next: async () => arrived.shift() ?? new Promise((resolve) => awaited.push(resolve)),
    async [Symbol.asyncDispose]() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function watch(socket: WebSocket, { path, headers }: Pick<RawConnection, 'path' | 'headers'>): RawConnection {
  const frames: Buffer[] = []
  const waiting: { readonly length: number; readonly resolve: (bytes: Buffer) => void }[] = []
  const bytes = () => Buffer.concat(frames)
  const settle = () => {
    for (const { length, resolve } of waiting) if (bytes().length >= length) resolve(bytes())
  }
  socket.on('message', (data: Buffer) => {
    frames.push(data)
    settle()
  })
  return {
    path,
    headers,
    bytes,
    frames: () => frames.length,
    received: (length) =>
      new Promise((resolve) => {
        waiting.push({ length, resolve })
        settle()
      }),
    send: (hex) => socket.send(Buffer.from(hex.replace(/\s/g, ''), 'hex')),
    closed: new Promise((resolve) => socket.once('close', () => resolve())),
    drop: () => socket.terminate(),
  }
}

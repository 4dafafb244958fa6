import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'

/** A real proxy on loopback, behind which every address leads to the emulator, with TLS and all. */
export interface Proxy extends AsyncDisposable {
  /** Such as `127.0.0.1:40123`. */
  readonly host: string
  /** The hosts that were asked for, in order. */
  readonly asked: readonly string[]
  /** The `Proxy-Authorization` of each. */
  readonly authorized: readonly (string | undefined)[]
  /** A certificate that names these hosts, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificate: string
}

const hosts = ['*.bilibili.com', '*.bilibili.tv', '*.biliintl.com', '*.qq.com', '*.y.qq.com', '*.music.qq.com']

/** @param directory for its certificate */
export async function openProxy(emulatorOrigin: string, directory: string): Promise<Proxy> {
  const { hostname, port } = new URL(emulatorOrigin)
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')]
  const names = hosts.map((host) => `DNS:${host}`).join(',')
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-subj', '/CN=denglu test', '-addext', `subjectAltName=${names}`, '-keyout', key, '-out', certificate],
    ],
    { stdio: 'ignore' },
  )
  const identity = { key: readFileSync(key), cert: readFileSync(certificate) }
  const asked: string[] = []
  const authorized: (string | undefined)[] = []

  const server = createServer((_request, response) => response.writeHead(405).end())
  server.on('connect', ({ url = '', headers }, socket) => {
    asked.push(url.replace(/:443$/, ''))
    authorized.push(headers['proxy-authorization'])
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    const inside = new TLSSocket(socket, { isServer: true, ...identity })
    const emulator = connect(Number(port), hostname)
    inside.pipe(emulator).pipe(inside)
    for (const end of [inside, emulator, socket]) end.on('error', () => inside.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    authorized,
    certificate,
    async [Symbol.asyncDispose]() {
      server.close()
      server.closeAllConnections()
    },
  }
}

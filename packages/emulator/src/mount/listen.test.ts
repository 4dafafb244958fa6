import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'
import type { Listening } from './listen.ts'

const emulator = createEmulator()
let server: Listening

beforeEach(async () => {
  server = await emulator.listen()
})
afterEach(async () => {
  emulator.faults.clear()
  await server.close()
})

const nav = '/api.bilibili.com/x/web-interface/nav'

/** A request with a Host of its own choice, which fetch does not allow. */
function raw(path: string, headers: Readonly<Record<string, string>>) {
  return new Promise<{ status: number | undefined; headers: string[]; body: string }>((resolve, reject) => {
    const outgoing = request(`${server.origin}${path}`, { headers }, async (incoming) => {
      let body = ''
      for await (const chunk of incoming.setEncoding('utf8')) body += chunk
      resolve({ status: incoming.statusCode, headers: incoming.rawHeaders, body })
    })
    outgoing.on('error', reject).end()
  })
}

/** A socket of one's own, on which `text` has been said. */
function knock(text: string): Socket {
  const { hostname, port } = new URL(server.origin)
  return connect(Number(port), hostname, function (this: Socket) {
    this.write(text)
  })
}

async function hearOut(socket: Socket): Promise<string> {
  let text = ''
  for await (const chunk of socket.setEncoding('utf8')) text += chunk // ends only because the server closes it
  return text
}

test('listens on loopback, on a free port', () => {
  expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
})

test('a whole login over sockets, with every cookie in a header of its own', async () => {
  const client = createClient((input, init) => fetch(`${input}`.replace('https://', `${server.origin}/`), init))
  const { url, qrcode_key } = await client.generate()
  emulator.bilibili.phone.confirm(url)
  const { cookies } = await client.poll(qrcode_key)
  expect(cookies).toHaveLength(5)
  expect((await client.nav(cookies.map(({ name, value }) => `${name}=${value}`).join('; '))).body.data.isLogin).toBe(
    true,
  )
})

test('a platform host may be the Host header', async () => {
  const { status, body } = await raw('/x/web-interface/nav', { host: 'api.bilibili.com', 'user-agent': 'Mozilla/5.0' })
  expect([status, JSON.parse(body).code]).toEqual([200, -101])
  const { headers } = await raw('/', { host: 'www.bilibili.com', 'user-agent': 'Mozilla/5.0' })
  expect(headers).toContainEqual(expect.stringMatching(/^b_nut=.*; Domain=\.bilibili\.com; /))
})

test('a client that knows only this address stays at it: redirects are paths of it, and cookies are for it', async () => {
  const client = createClient((input, init) => fetch(`${input}`.replace('https://', `${server.origin}/`), init))
  const { url, qrcode_key } = await client.generate()
  emulator.bilibili.phone.confirm(url)
  const { cookies, body } = await client.poll(qrcode_key)
  const attributes = new Set(cookies.flatMap((cookie) => cookie.attributes.map((each) => each.split('=')[0])))
  expect(attributes).toEqual(new Set(['Path', 'Expires', 'HttpOnly']))

  const { headers } = await fetch(body.data.url.replace('https://', `${server.origin}/`), { redirect: 'manual' })
  expect(headers.get('location')).toMatch(/^\/passport\.bilibili\.com\/x\/passport-login\/web\/crossDomain\?ticket=/)
  const followed = await fetch(body.data.url.replace('https://', `${server.origin}/`))
  expect([followed.status, followed.url]).toEqual([200, `${server.origin}/www.bilibili.com/`])
})

test('a socket without a User-Agent is blocked', async () => {
  expect((await raw(nav, {})).status).toBe(412)
})

test('header names are in lower case, and Set-Cookie stays apart', async () => {
  const { headers } = await raw('/www.bilibili.com/', { 'user-agent': 'Mozilla/5.0' })
  expect(headers.filter((_, index) => index % 2 === 0)).toEqual(expect.arrayContaining(['content-type', 'date']))
  expect(headers.filter((name) => name === 'set-cookie')).toHaveLength(2)
})

test('nobody else is served, by path or by Host', async () => {
  expect((await fetch(`${server.origin}/www.example.org/`)).status).toBe(421)
  expect((await raw(nav, { host: 'www.example.org', 'user-agent': 'x' })).status).toBe(421)
})

test.each([
  ['that says so', `content-length: 1048577\r\n\r\n${'x'.repeat(1_048_577)}`],
  ['that does not', `transfer-encoding: chunked\r\n\r\n100001\r\n${'x'.repeat(0x10_00_01)}\r\n`],
])('a body that is too long is not read to its end: one %s', async (_which, rest) => {
  const socket = knock(`POST ${nav} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: x\r\n${rest}`)
  expect(await hearOut(socket)).toMatch(/^HTTP\/1\.1 413 /)
})

test('what no fetch could have sent is a bad request', async () => {
  expect(await hearOut(knock('TRACE / HTTP/1.1\r\nhost: 127.0.0.1\r\n\r\n'))).toMatch(/^HTTP\/1\.1 400 /)
  expect(await hearOut(knock('GET / HTTP/1.1\r\nhost: a:b@127.0.0.1\r\n\r\n'))).toMatch(/^HTTP\/1\.1 400 /)
})

test('an upgrade to nothing is refused, and one that is torn away harms nobody', async () => {
  const upgrade = 'GET /nothing HTTP/1.1\r\nhost: 127.0.0.1\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n'
  const refused = knock(upgrade)
  expect(`${await once(refused, 'data')}`).toMatch(/^HTTP\/1\.1 421 /)
  refused.resetAndDestroy()
  await new Promise((resolve) => setTimeout(resolve, 20)) // for an error that nobody hears to come up
  expect((await fetch(server.origin)).status).toBe(200)
})

test('HEAD has headers and no body', async () => {
  const response = await fetch(`${server.origin}/www.bilibili.com/`, { method: 'HEAD' })
  expect([response.status, await response.text()]).toEqual([200, ''])
})

test.each(['reset', 'refuse'] as const)('%s tears the socket down', async (kind) => {
  emulator.faults.add({ kind, times: 1 })
  await expect(fetch(server.origin + nav)).rejects.toMatchObject({
    message: 'fetch failed',
    cause: { code: 'ECONNRESET' },
  })
  expect((await fetch(server.origin + nav)).status).toBe(200)
})

test('truncate sends half of the body and closes the connection', async () => {
  emulator.faults.add({ kind: 'truncate', times: 1 })
  const text = await hearOut(knock(`GET ${nav} HTTP/1.1\r\nhost: 127.0.0.1\r\nuser-agent: Mozilla\r\n\r\n`))
  const [head = '', body = ''] = text.split('\r\n\r\n')
  const promised = Number(/content-length: (\d+)/.exec(head)?.[1])
  expect(head).toMatch(/^HTTP\/1\.1 200 /)
  expect(body.length).toBe(Math.ceil(promised / 2))
  expect(body).toMatch(/^\{"code":0/)

  emulator.faults.add({ kind: 'truncate', times: 1 })
  const response = await fetch(server.origin + nav)
  await expect(response.text()).rejects.toThrow('terminated')
})

test('close ends what is open, and frees the port', async () => {
  emulator.faults.add({ kind: 'latency', delayMs: 3_600_000 })
  const hanging = fetch(server.origin + nav).catch((error: unknown) => error)
  await new Promise((resolve) => setTimeout(resolve, 50))
  await server.close()
  await server.close()
  expect(await hanging).toBeInstanceOf(TypeError)
  const again = await emulator.listen({ port: Number(new URL(server.origin).port) })
  expect(again.origin).toBe(server.origin)
  await expect(emulator.listen({ port: Number(new URL(server.origin).port) })).rejects.toThrow('EADDRINUSE')
  await again.close()
})

test('close does not wait for those who say little and slowly', async () => {
  const silent = knock('')
  const slow = knock('GET / HTTP/1.1\r\nhost:')
  const unfinished = knock(`POST ${nav} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-length: 9\r\n\r\nx`)
  const sockets = [silent, slow, unfinished]
  const ended = sockets.map((socket) => new Promise((resolve) => socket.on('error', () => {}).on('close', resolve)))
  await Promise.all(sockets.map((socket) => once(socket, 'ready')))
  await Promise.all([server.close(), server.close()])
  await Promise.all(ended)
})

test('is closed by await using', async () => {
  let origin = ''
  {
    await using other = await emulator.listen()
    origin = other.origin
    expect((await fetch(origin)).status).toBe(200)
  }
  await expect(fetch(origin)).rejects.toThrow('fetch failed')
})

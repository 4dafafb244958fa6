import { request } from 'node:http'
import { connect } from 'node:net'
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
  const { hostname, port } = new URL(server.origin)
  const socket = connect(Number(port), hostname)
  socket.write(`GET ${nav} HTTP/1.1\r\nhost: ${hostname}\r\nuser-agent: Mozilla\r\n\r\n`)
  let text = ''
  for await (const chunk of socket.setEncoding('utf8')) text += chunk // ends only because the server closes it
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

test('is closed by await using', async () => {
  let origin = ''
  {
    await using other = await emulator.listen()
    origin = other.origin
    expect((await fetch(origin)).status).toBe(200)
  }
  await expect(fetch(origin)).rejects.toThrow('fetch failed')
})

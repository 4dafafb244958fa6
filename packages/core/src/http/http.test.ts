import { getEventListeners, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemClock } from '../clock.ts'
import type { Cookie } from '../cookies/cookie.ts'
import { LoginError } from '../errors/login-error.ts'
import type { HttpRequest } from './client.ts'
import { followRedirects } from './follow-redirects.ts'
import { createHttpClient } from './ky-client.ts'
import { readJson } from './read-json.ts'

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void

/** Connections that the client has cut. */
const hungUp: string[] = []

const handlers: Record<string, Handler> = {
  '/echo': (request, response, body) => {
    response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/; Max-Age=0', 'c=3; Domain=evil.example'])
    response.end(JSON.stringify({ method: request.method, url: request.url, headers: request.headers, body }))
  },
  '/moved': (_request, response) => response.writeHead(302, { location: '/echo' }).end(),
  '/html': (_request, response) => response.end('<html>secret-body-77</html>'),
  '/truncated': (_request, response) => response.end('{"token":"secret-body-77'),
  '/gateway': (_request, response) => response.writeHead(502).end('<html>bad gateway</html>'),
  '/busy': (_request, response) => response.writeHead(429).end('{}'),
  '/list': (_request, response) => response.end('"text"'),
  '/cut': (_request, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('{"half":')
    setTimeout(() => response.destroy(), 5)
  },
  '/silent': (_request, response) => response.once('close', () => hungUp.push('silent')),
  '/slow-body': (_request, response) => response.write('{'),
}

let origin = ''
const server = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  handlers[new URL(request.url ?? '/', 'http://x').pathname]?.(request, response, body)
})

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const http = createHttpClient({ headers: { 'user-agent': 'browser', 'x-default': '1' } }, systemClock)
const send = (path: string, request: Partial<HttpRequest> = {}) =>
  http.send({ step: 'test: call', url: origin + path, ...request })
const failure = async (work: Promise<unknown>): Promise<LoginError> => {
  const error = await work.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!LoginError.is(error)) throw new Error(`expected a LoginError, got ${error}`)
  return error
}

const cookie: Cookie = {
  ...{ name: 'k', value: 'v%2C', domain: '127.0.0.1', hostOnly: true, path: '/' },
  ...{ secure: false, httpOnly: true },
}

describe('sending', () => {
  test('query, form, headers and the cookies that belong there', async () => {
    const response = await send('/echo', {
      query: { a: 'x y', none: undefined },
      form: { key: '+/=' },
      headers: { 'x-mine': '2' },
      cookies: [cookie, { ...cookie, name: 'foreign', domain: 'bilibili.com' }],
    })
    const echoed = response.json() as { headers: Record<string, string> }
    expect(echoed).toMatchObject({ method: 'POST', url: '/echo?a=x+y', body: 'key=%2B%2F%3D' })
    expect(echoed.headers).toMatchObject({ 'user-agent': 'browser', 'x-default': '1', 'x-mine': '2', cookie: 'k=v%2C' })
    expect(echoed.headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  test('a signed form goes out as it is', async () => {
    const echoed = (await send('/echo', { form: 'a=%7E&sign=1' })).json()
    expect(echoed).toMatchObject({ body: 'a=%7E&sign=1', method: 'POST' })
  })

  test('cookies come out as values, deletions included, foreign domains not', async () => {
    const { cookies } = await send('/echo')
    expect(cookies.map(({ name, value, domain }) => [name, value, domain])).toEqual([
      ['a', '1', '127.0.0.1'],
      ['b', '2', '127.0.0.1'],
    ])
  })

  test('a redirect is an answer, and not followed', async () => {
    const moved = await send('/moved')
    expect([moved.status, moved.url, moved.headers.get('location')]).toEqual([302, `${origin}/moved`, '/echo'])
  })

  test('an answer prints nothing of what it holds', async () => {
    expect(inspect(await send('/html'), { depth: 10, showHidden: true, getters: false })).not.toContain(
      'secret-body-77',
    )
  })
})

describe('failing', () => {
  test('nobody listens', async () => {
    const gone = createServer().listen(0, '127.0.0.1')
    await once(gone, 'listening')
    const { port } = gone.address() as AddressInfo
    await new Promise((resolve) => gone.close(resolve))
    const url = `http://127.0.0.1:${port}/?token=secret-query-77`
    const error = await failure(http.send({ step: 'test: call', url }))
    expect(error.message).toBe('test: call: the connection failed (ECONNREFUSED)')
    expect(error).toMatchObject({ code: 'network-failed', retryable: true })
    expect(inspect(error, { depth: 10 })).not.toContain('secret-query-77')
  })

  test('the connection is cut in the middle of the body', async () => {
    expect(await failure(send('/cut'))).toMatchObject({ code: 'network-failed', retryable: true })
  })

  test.each(['/silent', '/slow-body'])('no whole answer in time: %s', async (path) => {
    const error = await failure(send(path, { timeoutMs: 60 }))
    expect(error).toMatchObject({ code: 'network-failed', message: 'test: call: no answer within 0.06 s' })
  })

  test('an abort is thrown as it came', async () => {
    const controller = new AbortController()
    const reason = { mine: true }
    const sent = send('/silent', { signal: controller.signal })
    setTimeout(() => controller.abort(reason), 20)
    await expect(sent).rejects.toBe(reason)
    await expect(send('/echo', { signal: controller.signal })).rejects.toBe(reason)
  })

  test.each([
    ['aborted', () => ({ signal: AbortSignal.timeout(50) })],
    ['out of time', () => ({ timeoutMs: 50 })],
  ])('a request that is %s does not go on behind the back', async (_what, limit) => {
    hungUp.length = 0
    await expect(send('/silent', limit())).rejects.toThrow()
    await expect.poll(() => hungUp).toEqual(['silent'])
  })

  test('an abort while the library is loaded is not missed, and nothing is sent', async () => {
    const controller = new AbortController()
    let asked = 0
    const fresh = createHttpClient({ fetch: async () => Response.json({ asked: ++asked }) }, systemClock)
    const sent = fresh.send({ step: 'test: call', url: origin, signal: controller.signal })
    controller.abort('enough')
    await expect(sent).rejects.toBe('enough')
    expect(asked).toBe(0)
  })

  describe.each([
    ['fetch', () => new Promise<Response>(() => undefined)],
    ['body', async () => new Response(new ReadableStream())],
  ])('a %s of the caller’s that is deaf to signals', (_what, fetch) => {
    const deaf = (request: Partial<HttpRequest>) =>
      createHttpClient({ fetch }, systemClock).send({ step: 'test: call', url: origin, ...request })

    test('does not hold up an abort', async () => {
      const controller = new AbortController()
      const sent = deaf({ signal: controller.signal })
      setTimeout(() => controller.abort('enough'), 5)
      await expect(sent).rejects.toBe('enough')
    })

    test('does not hold up the time limit', async () => {
      expect(await failure(deaf({ timeoutMs: 5 }))).toMatchObject({ code: 'network-failed', retryable: true })
    })
  })

  test('a request leaves neither a timer nor a listener behind, however it ends', async () => {
    const controller = new AbortController()
    await send('/echo', { signal: controller.signal })
    await failure(send('/silent', { signal: controller.signal, timeoutMs: 5 }))
    const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
    const before = timers()
    await send('/echo', { signal: controller.signal, timeoutMs: 60_000 })
    expect(timers()).toBeLessThanOrEqual(before)
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })
})

describe('opening JSON', () => {
  const open = async (path: string) => readJson(await send(path))

  test.each([
    ['/html', 'test: call: HTTP 200 with a web page instead of JSON', true],
    ['/truncated', 'test: call: HTTP 200 with a truncated body instead of JSON', true],
    ['/gateway', 'test: call: the service answered HTTP 502', true],
    ['/list', 'test: call: the answer should be an object', false],
  ])('%s', async (path, message, retryable) => {
    const error = await failure(open(path))
    expect(error).toMatchObject({ code: 'response-unexpected', message, retryable })
    expect(inspect(error, { depth: 10 })).not.toContain('secret-body-77')
  })

  test('too many requests', async () => {
    expect(await failure(open('/busy'))).toMatchObject({ reason: 'rate-limited', serviceCode: 429, retryable: true })
  })
})

describe('following redirects by hand', () => {
  const hops: Record<string, Response> = {}
  const asked: Record<string, string | null> = {}
  const client = createHttpClient(
    {
      fetch: async (input, init) => {
        const request = new Request(input, init)
        asked[request.url] = request.headers.get('cookie')
        return hops[request.url] ?? new Response('end')
      },
    },
    systemClock,
  )
  const follow = (url: string) =>
    followRedirects(
      client,
      { step: 'test: follow', url },
      { allow: ({ hostname }) => hostname.endsWith('.good.example'), clock: systemClock, maxHops: 3 },
    )
  const redirect = (location: string, ...cookies: string[]) => {
    const headers = new Headers({ location })
    for (const line of cookies) headers.append('set-cookie', line)
    return new Response(null, { status: 302, headers })
  }

  test('collects the cookies of every hop, and sends them only where they belong', async () => {
    hops['https://a.good.example/'] = redirect('https://b.good.example/next', 'wide=1; Domain=good.example', 'narrow=1')
    const { received } = await follow('https://a.good.example/')
    expect(asked['https://b.good.example/next']).toBe('wide=1')
    expect(received.map(({ name }) => name)).toEqual(['wide', 'narrow'])
  })

  test('a hop that fails may be tried again', async () => {
    hops['https://a.good.example/'] = new Response('bad gateway', { status: 502 })
    expect(await failure(follow('https://a.good.example/'))).toMatchObject({
      code: 'response-unexpected',
      retryable: true,
    })
  })

  test.each(['', 'nonsense', '/relative', 'javascript:1'])(
    'begins nowhere but at an address of https: %j',
    async (url) => {
      expect(await failure(follow(url))).toMatchObject({ code: 'response-unexpected', retryable: false })
    },
  )

  test.each([
    ['https://evil.example/', 'leads to evil.example, which is not trusted'],
    ['http://a.good.example/', 'leads to a.good.example, which is not trusted'],
    ['https://', 'leads nowhere'],
    ['/again', 'more than 3 redirects'],
  ])('refuses to go to %s', async (location, message) => {
    hops['https://a.good.example/'] = redirect(location)
    hops['https://a.good.example/again'] = redirect(location)
    expect((await failure(follow('https://a.good.example/'))).message).toContain(message)
    expect(asked).not.toHaveProperty(['https://evil.example/'])
  })
})

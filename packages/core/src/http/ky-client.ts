import type { Clock } from '../clock.ts'
import { cookiesFor, readSetCookie, renderCookieHeader } from '../cookies/cookie.ts'
import type { HttpClient, HttpClientOptions, HttpFields, HttpRequest, HttpResponse } from './client.ts'
import { networkError } from './network-error.ts'
import { ReceivedResponse } from './received-response.ts'

const defaultTimeoutMs = 15_000

/** The door to the network, over ky: no retries, no throwing on a status, no redirects. */
export function createHttpClient(options: HttpClientOptions, clock: Clock): HttpClient {
  let loading: Promise<typeof import('ky')> | undefined
  return {
    async send(request) {
      // ky touches `Request`, which starts Node's whole fetch stack: not before the first request.
      loading ??= import('ky')
      const ky = await loading
      request.signal?.throwIfAborted()
      return send(ky, request, options, clock)
    },
  }
}

async function send(
  { default: ky }: typeof import('ky'),
  request: HttpRequest,
  options: HttpClientOptions,
  clock: Clock,
): Promise<HttpResponse> {
  const { step, timeoutMs = defaultTimeoutMs } = request
  const url = new URL(request.url)
  for (const [name, value] of entries(request.query)) url.searchParams.set(name, value)

  const limit = limitTime(timeoutMs, request.signal)
  const exchange = async () => {
    const response = await ky(url, {
      method: request.method ?? (request.form !== undefined || request.json !== undefined ? 'POST' : 'GET'),
      headers: headersOf(request, url, options, clock),
      ...(request.form !== undefined && { body: renderForm(request.form) }),
      ...(request.json !== undefined && { json: request.json }),
      redirect: 'manual',
      retry: 0,
      timeout: false,
      throwHttpErrors: false,
      // Past ky, which would put a signal of its own around this one, at a fifth of the cost of a request.
      fetch: (input, init) => (options.fetch ?? globalThis.fetch)(input, { ...init, signal: limit.signal }),
    })
    return { response, body: new Uint8Array(await response.arrayBuffer()) }
  }
  try {
    const { response, body } = await limit.race(exchange())
    const answeredBy = new URL(response.url || url)
    const cookies = response.headers
      .getSetCookie()
      .map((header) => readSetCookie(header, answeredBy, clock.now()))
      .filter((cookie) => cookie !== undefined)
    return new ReceivedResponse({
      step,
      status: response.status,
      url: answeredBy.href,
      headers: response.headers,
      cookies,
      body,
    })
  } catch (error) {
    request.signal?.throwIfAborted()
    throw networkError(step, error, limit.isOver() ? timeoutMs : undefined)
  } finally {
    limit.release()
  }
}

/**
 * One end for the caller's signal and for the time. It is raced as well as handed on, because a caller's own fetch may be
 * deaf to signals; with thousands of polls, nothing of it may outlive its request.
 */
function limitTime(timeoutMs: number, outer: AbortSignal | undefined) {
  const controller = new AbortController()
  const { promise: over, reject } = Promise.withResolvers<never>()
  let isOver = false
  const end = () => {
    controller.abort(outer?.reason)
    reject(outer?.reason)
  }
  const timer = setTimeout(() => {
    isOver = true
    end()
  }, timeoutMs)
  outer?.addEventListener('abort', end)
  return {
    signal: controller.signal,
    isOver: () => isOver,
    race: <T>(work: Promise<T>): Promise<T> => Promise.race([work, over]),
    release() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', end)
    },
  }
}

function headersOf(request: HttpRequest, url: URL, options: HttpClientOptions, clock: Clock): Record<string, string> {
  const cookies = cookiesFor(url, request.cookies ?? [], clock.now())
  return {
    ...options.headers,
    ...request.headers,
    ...(request.form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
    ...(cookies.length > 0 && { cookie: renderCookieHeader(cookies) }),
  }
}

function renderForm(form: HttpFields | string): string {
  return typeof form === 'string' ? form : new URLSearchParams(entries(form)).toString()
}

function entries(fields: HttpFields = {}): [string, string][] {
  return Object.entries(fields).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
}

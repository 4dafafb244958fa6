import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'

/** A recorded answer, and the request it answers. */
export interface Reply {
  /** Method, host and path: `GET passport.bilibili.com/x/…`. */
  readonly to: string
  /** @default 200 */
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly setCookies?: readonly string[]
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown
}

/** A request as the service saw it. */
export interface Seen {
  readonly to: string
  readonly query: Readonly<Record<string, string>>
  readonly form: Readonly<Record<string, string>>
  readonly headers: Headers
}

export interface ScriptedReplies {
  /** Answers the next requests, in this order. */
  replies(...replies: readonly Reply[]): void
  readonly seen: readonly Seen[]
}

/**
 * Puts a script in the place of the network for the tests of this file: each reply answers one request. A request
 * nobody expected fails the test, and so does a reply nobody asked for.
 */
export function scriptReplies(): ScriptedReplies {
  const waiting: Reply[] = []
  const seen: Seen[] = []
  const unexpected: string[] = []

  const server = setupServer(
    http.all('*', async ({ request }) => {
      const url = new URL(request.url)
      const to = `${request.method} ${url.host}${url.pathname}`
      const form = Object.fromEntries(new URLSearchParams(await request.text()))
      seen.push({ to, query: Object.fromEntries(url.searchParams), form, headers: request.headers })
      const reply = waiting[0]
      if (reply?.to !== to) {
        unexpected.push(to)
        return HttpResponse.error()
      }
      waiting.shift()
      const headers = new Headers(reply.headers)
      for (const cookie of reply.setCookies ?? []) headers.append('set-cookie', cookie)
      const init = { status: reply.status ?? 200, headers }
      return typeof reply.body === 'string' ? new Response(reply.body, init) : Response.json(reply.body ?? null, init)
    }),
  )

  beforeAll(() => server.listen())
  afterAll(() => server.close())
  afterEach(() => {
    const unused = waiting.splice(0).map(({ to }) => to)
    const strangers = unexpected.splice(0)
    seen.length = 0
    expect({ unused, unexpected: strangers }).toEqual({ unused: [], unexpected: [] })
  })

  return { replies: (...replies) => waiting.push(...replies), seen }
}

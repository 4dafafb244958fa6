import type { CookieToSet } from '../http/cookies.ts'
import { reply } from '../http/reply.ts'
import type { Random } from '../random.ts'
import { type Code, messages } from './codes.ts'

/** The shapes in which the service answers. */
export interface Replies {
  ok(data: unknown, cookies?: readonly CookieToSet[]): Response
  refuse(code: Code, options?: { readonly data?: unknown; readonly status?: number }): Response
  /** Success in one of the older shapes, which have no common envelope. */
  json(body: unknown, cookies?: readonly CookieToSet[]): Response
  page(html: string, options?: { readonly status?: number; readonly cookies?: readonly CookieToSet[] }): Response
  redirect(to: URL, cookies?: readonly CookieToSet[]): Response
}

export function createReplies(random: Random): Replies {
  let said = 0

  const json = (body: unknown, status = 200, cookies: readonly CookieToSet[] = [], code = 0) =>
    reply(toJson(body), {
      status,
      cookies,
      headers: {
        'content-type': 'application/json; charset=utf-8',
        'cache-control': 'no-cache',
        'bili-status-code': `${code}`,
        'bili-trace-id': random.hex(16),
      },
    })

  return {
    ok(data, cookies) {
      said += 1
      // Both words have been seen, so no client should read them.
      return json({ code: 0, message: said % 2 ? '0' : 'OK', ttl: 1, data }, 200, cookies)
    },
    refuse: (code, { data = null, status = 200 } = {}) =>
      json({ code, message: messages[code], ttl: 1, data }, status, [], code),
    json: (body, cookies) => json(body, 200, cookies),
    page: (html, options = {}) => reply(html, { ...options, headers: { 'content-type': 'text/html; charset=utf-8' } }),
    redirect: (to, cookies) => reply(null, { status: 302, cookies, headers: { location: to.href } }),
  }
}

/** The service writes `&`, `<` and `>` as escapes, which mean the same to whoever parses them. */
function toJson(body: unknown): string {
  return JSON.stringify(body).replace(/[&<>]/g, (mark) => `\\u00${mark.charCodeAt(0).toString(16)}`)
}

import type { CookieToSet } from '../http/cookies.ts'
import { reply } from '../http/reply.ts'
import type { Call } from '../http/router.ts'

/** The words that have been recorded. For everything else the service says the number itself. */
const messages: Readonly<Record<number, string>> = {
  [-101]: 'Your account is not logged in.',
  [-404]: 'Unknown error. Please contact customer service.',
  [-629]: 'Incorrect account or password',
  10003003: 'The area is inaccessible',
}

/** In the one language whose words are known to differ. */
const chineseMessages: Readonly<Record<number, string>> = { [-101]: '账号未登录' }

export function ok(data: unknown, cookies: readonly CookieToSet[] = []): Response {
  return json({ code: 0, message: '0', ttl: 1, data }, 200, cookies)
}

/** There is no `data` in a refusal, and the status is 200 all the same. */
export function refuse(code: number, { params }: Pick<Call, 'params'>): Response {
  const words = params.get('s_locale') === 'zh_ZH' ? { ...messages, ...chineseMessages } : messages
  return json({ code, message: words[code] ?? `${code}`, ttl: 1 })
}

export function nothingHere(): Response {
  return json({ code: -404, message: '-404', ttl: 1 }, 404)
}

export function redirect(to: string, cookies: readonly CookieToSet[]): Response {
  return reply(null, { status: 302, cookies, headers: { location: to } })
}

function json(body: unknown, status = 200, cookies: readonly CookieToSet[] = []): Response {
  return reply(JSON.stringify(body), {
    status,
    cookies,
    headers: { 'content-type': 'application/json; charset=utf-8' },
  })
}

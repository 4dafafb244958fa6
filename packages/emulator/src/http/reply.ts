import { type CookieToSet, renderSetCookie } from './cookies.ts'

/** An answer with each of its cookies in a header of its own. */
export function reply(
  body: string | null,
  parts: {
    readonly status?: number
    readonly headers: Readonly<Record<string, string>>
    readonly cookies?: readonly CookieToSet[] | undefined
  },
): Response {
  const headers = new Headers(parts.headers)
  for (const cookie of parts.cookies ?? []) headers.append('set-cookie', renderSetCookie(cookie))
  return new Response(body, { status: parts.status ?? 200, headers })
}

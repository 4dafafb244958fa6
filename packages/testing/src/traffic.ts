type Fetch = typeof globalThis.fetch

/** Sees every request before it is sent, counted from 0; may answer in the service's place. */
export type Interceptor = (request: Request, index: number) => Response | undefined | Promise<Response | undefined>

/** A fetch that remembers everything that could be a secret in what went over it. */
export interface Tapped {
  readonly fetch: Fetch
  readonly count: () => number
  readonly secrets: ReadonlySet<string>
}

export function tap(fetch: Fetch, intercept: Interceptor = () => undefined): Tapped {
  let count = 0
  const secrets = new Set<string>()
  return {
    secrets,
    count: () => count,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      await collectFromRequest(request, secrets)
      const response = (await intercept(request, count++)) ?? (await fetch(request))
      await collectFromResponse(response, secrets)
      return response
    },
  }
}

/** Every string inside plain JSON that could be a secret. */
export function collectFromJson(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') collectText(value, into)
  else if (typeof value === 'object' && value !== null)
    for (const part of Object.values(value)) collectFromJson(part, into)
}

async function collectFromRequest(request: Request, into: Set<string>): Promise<void> {
  for (const value of new URL(request.url).searchParams.values()) collectText(value, into)
  const body = await request.clone().text()
  for (const value of new URLSearchParams(body).values()) collectText(value, into)
  collectText(body, into)
  for (const pair of (request.headers.get('cookie') ?? '').split('; '))
    collectText(pair.slice(pair.indexOf('=') + 1), into)
}

async function collectFromResponse(response: Response, into: Set<string>): Promise<void> {
  for (const header of response.headers.getSetCookie())
    collectText(header.slice(header.indexOf('=') + 1).split(';')[0], into)
  const text = await response
    .clone()
    .text()
    .catch(() => '')
  try {
    collectFromJson(JSON.parse(text), into)
  } catch {
    collectText(text, into)
  }
}

/** Ids, tokens, codes and numbers: long enough, and with a digit in them. */
function collectText(text = '', into: Set<string>): void {
  if (text.length >= 8 && /\d/.test(text)) into.add(text)
}

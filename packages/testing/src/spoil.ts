/** Ways an answer can go wrong on its way. Each is made afresh, and never has anything to do with the request. */
export const spoiled: Readonly<Record<string, () => Response>> = {
  'a lost connection': () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
  },
  'a bad gateway': () => new Response('<html><h1>502 Bad Gateway</h1></html>', { status: 502 }),
  'a web page': () => new Response('<!DOCTYPE html><title>hello</title>', { headers: { 'content-type': 'text/html' } }),
  'a truncated body': () => new Response('{"code":0,"data":{"co'),
  'an empty body': () => new Response(''),
  'a blocked request': () => new Response('<html>blocked</html>', { status: 412 }),
  'an object of another shape': () => Response.json({}),
  'a code nobody has named': () => Response.json({ code: -987_654, message: 'no: 13800009999', data: null }),
}

/** Those that the next attempt may not meet: a poll is taken again after each of them. */
const passing = ['a lost connection', 'a bad gateway', 'a web page', 'a truncated body', 'an empty body'] as const

/** Loses requests on their way, in one passing manner after the other. */
export interface Loss {
  readonly intercept: () => Response | undefined
  readonly count: () => number
}

/** Loses the first of every three requests that are made while `isPolling`. */
export function losePolls(isPolling: () => boolean): Loss {
  let polls = 0
  let lost = 0
  return {
    count: () => lost,
    intercept: () =>
      isPolling() && polls++ % 3 === 0 ? spoiled[passing[lost++ % passing.length] ?? '']?.() : undefined,
  }
}

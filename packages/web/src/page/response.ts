/** What a page may load besides what is in it: origins, for GeeTest only. */
export type AllowedOrigins = readonly string[]

/** Headers for a page that nobody may frame, cache, sniff or learn the address of. */
export function pageResponse(
  page: string,
  parts: { status: number; nonce: string; allowed: AllowedOrigins },
): Response {
  return new Response(page, {
    status: parts.status,
    headers: {
      ...guarded,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(parts.nonce, parts.allowed),
      'cross-origin-opener-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
  })
}

/** Says no, and nothing else. */
export function bareResponse(status: number): Response {
  return new Response(null, { status, headers: guarded })
}

const guarded = {
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

function contentSecurityPolicy(nonce: string, allowed: AllowedOrigins): string {
  const directives: Readonly<Record<string, readonly string[]>> = {
    'default-src': ["'none'"],
    'script-src': [`'nonce-${nonce}'`, ...allowed],
    'style-src': [`'nonce-${nonce}'`, ...allowed],
    // GeeTest writes `style` attributes. Where nothing foreign is loaded, nobody does.
    'style-src-attr': allowed.length > 0 ? ["'unsafe-inline'"] : ["'none'"],
    'img-src': ['data:', ...allowed],
    'font-src': allowed,
    'media-src': allowed,
    'connect-src': ["'self'", ...allowed],
    'form-action': ["'self'"],
    'base-uri': ["'none'"],
    'frame-ancestors': ["'none'"],
  }
  return Object.entries(directives)
    .filter(([, sources]) => sources.length > 0)
    .map(([name, sources]) => [name, ...sources].join(' '))
    .join('; ')
}

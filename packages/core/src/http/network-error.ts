import { LoginError } from '../errors/login-error.ts'

/**
 * The error for a request that got no answer. Only the system's error code is kept: what `fetch` and ky attach (the
 * request, its url) may hold secrets.
 */
export function networkError(step: string, error: unknown, timedOutAfterMs?: number): LoginError {
  if (timedOutAfterMs !== undefined) {
    return lost(step, `no answer within ${timedOutAfterMs / 1_000} s`)
  }
  const code = systemCode(error)
  return lost(step, `the connection failed${code ? ` (${code})` : ''}`)
}

function lost(step: string, message: string): LoginError {
  return new LoginError(message, {
    code: 'network-failed',
    step,
    retryable: true,
    hint: {
      en: 'Check the connection, or the proxy if you use one, and try again.',
      zh: '请检查网络连接（如使用代理，请一并检查），然后重试。',
    },
  })
}

/** `ECONNRESET` and its like sit on the error or on one of its causes. */
function systemCode(error: unknown): string | undefined {
  for (let link = error, depth = 0; link instanceof Error && depth < 5; link = link.cause, depth++) {
    if ('code' in link && typeof link.code === 'string' && /^[A-Z0-9_]+$/.test(link.code)) return link.code
  }
  return undefined
}

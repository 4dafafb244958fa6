import { LoginError } from '../errors/login-error.ts'
import { ServiceRefusedError } from '../errors/service-refused-error.ts'
import { type Complain, JsonReader } from '../json-reader.ts'
import type { HttpResponse } from './client.ts'

/**
 * Opens an answer that should be a JSON object.
 *
 * @throws {LoginError} `response-unexpected`: retryable for a 5xx or a body that is not JSON (a bad gateway, a cut
 * connection), not retryable for JSON of another shape, which is the service having changed.
 * @throws {ServiceRefusedError} `rate-limited` for HTTP 429.
 */
export function readJson(response: HttpResponse): JsonReader {
  const { step, status } = response
  requireNoServerError(response)
  if (status === 429) {
    throw new ServiceRefusedError('too many requests', {
      reason: 'rate-limited',
      serviceCode: status,
      step,
      retryable: true,
      hint: { en: 'Wait a few minutes and try again.', zh: '请等待几分钟后重试。' },
    })
  }
  const value = response.json()
  const complain = unexpected(step)
  if (typeof value !== 'object' || value === null) complain('the answer should be an object')
  return new JsonReader(value, complain)
}

/** Throws `response-unexpected`, retryable, for a 5xx: a gateway's answer, not the service's. */
export function requireNoServerError({ status, step }: HttpResponse): void {
  if (status < 500) return
  throw new LoginError(`the service answered HTTP ${status}`, { code: 'response-unexpected', step, retryable: true })
}

/** Reports that an answer is not what the service used to send. */
export function unexpected(step: string): Complain {
  return (problem) => {
    throw new LoginError(problem, {
      code: 'response-unexpected',
      step,
      hint: {
        en: 'The service may have changed. Update Denglu, and report this message if it stays.',
        zh: '服务可能已变更。请升级 Denglu；若仍出现，请反馈此消息。',
      },
    })
  }
}

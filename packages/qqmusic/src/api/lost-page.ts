import { type HttpResponse, LoginError } from '@denglu/core'

/** The error for an answer that lacks what every answer has: a gateway's excuse, or one cut off in the middle. */
export function lostPage({ status, step }: HttpResponse, what: string): LoginError {
  return new LoginError(`HTTP ${status} without ${what}`, { code: 'response-unexpected', step, retryable: true })
}

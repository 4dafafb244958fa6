import {
  type HttpRequest,
  type HttpResponse,
  type JsonReader,
  LoginError,
  quoteService,
  readJson,
  ServiceRefusedError,
  type StepContext,
} from '@denglu/core'
import { meanings } from './codes.ts'

/** An answer opened: the number that says how it went, and the whole body to read on from. */
export interface Opened {
  readonly code: number
  readonly body: JsonReader
  readonly response: HttpResponse
}

/** Sends a request and opens the envelope; any `code` is an answer, for calls whose codes are states. */
export async function open(context: StepContext, request: HttpRequest): Promise<Opened> {
  return openAnswer(await context.http.send(request))
}

/** Opens the envelope of an answer. */
export function openAnswer(response: HttpResponse): Opened {
  requireNotBlocked(response)
  const body = readJson(response)
  return { code: body.number('code'), body, response }
}

/** The risk gateway answers with a web page, so its status is all there is. */
export function requireNotBlocked({ status, step }: HttpResponse): void {
  if (status === 412) throw refusal(step, -412)
}

/**
 * Sends a request that either succeeds or is refused.
 *
 * @throws {LoginError} `credential-rejected` where the session or token is at its end, `service-refused` otherwise.
 */
export async function call(context: StepContext, request: HttpRequest): Promise<Opened> {
  return checkCode(await open(context, request))
}

/** Throws the refusal of an answer whose `code` is no success. */
export function checkCode(opened: Opened): Opened {
  if (opened.code !== 0) throw refusalOf(opened)
  return opened
}

/** The error for an answer whose `code` is no success. */
export function refusalOf({ code, body, response }: Opened): LoginError {
  return refusal(response.step, code, body.optional('message', body.string))
}

/** The error for one of the service's numbers: named if it has a name, kept as unknown otherwise. */
export function refusal(step: string, serviceCode: number, message = ''): LoginError {
  const meaning = meanings[serviceCode]
  const says = meaning?.says ?? (quoteService(message) || 'an unknown code')
  const hint = meaning?.hint
  if (meaning?.rejected) return new LoginError(`${says} (${serviceCode})`, { code: 'credential-rejected', step, hint })
  return new ServiceRefusedError(says, {
    reason: meaning?.reason ?? 'unknown',
    serviceCode,
    step,
    hint,
    retryable: meaning?.retryable,
  })
}

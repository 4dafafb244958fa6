import {
  type HttpRequest,
  type HttpResponse,
  type JsonReader,
  LoginError,
  quoteService,
  readJson,
  ServiceRefusedError,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { codes, meanings } from './codes.ts'

/** An answer opened: the number that says how it went, and the whole body to read on from. */
export interface Opened {
  readonly code: number
  readonly body: JsonReader
  readonly response: HttpResponse
}

/** Sends a request and opens the envelope; any `code` is an answer, for calls whose codes are states. */
export async function open(context: StepContext, request: HttpRequest): Promise<Opened> {
  const response = await context.http.send(request)
  const { step, status } = response
  // The edge answers with a web page, so its status is all there is.
  if (status === 403 || status === 412) throw refusal(step, status)
  const body = readJson(response)
  const code = readCode(body, step)
  if (status >= 400 && code === codes.ok) return unexpected(step)(`HTTP ${status} with a success in it`)
  return { code, body, response }
}

/** Mostly a number; a string of digits has been seen, too. */
function readCode(body: JsonReader, step: string): number {
  const code = Number(body.id('code'))
  return Number.isSafeInteger(code) ? code : unexpected(step)('`code` is no number')
}

/**
 * Sends a request that either succeeds or is refused.
 *
 * @throws {LoginError} `credential-rejected` for -101, `service-refused` for every other number.
 */
export async function call(context: StepContext, request: HttpRequest): Promise<Opened> {
  return checkCode(await open(context, request))
}

/** Lets a success pass. */
export function checkCode(opened: Opened): Opened {
  if (opened.code === codes.ok) return opened
  throw refusalOf(opened)
}

/** The error for an answer whose `code` is no success. */
export function refusalOf({ code, body, response }: Opened): LoginError {
  return refusal(response.step, code, body.optional('message', body.string))
}

/** The error for one of the service's numbers: named if it has a name, kept as unknown otherwise. */
function refusal(step: string, serviceCode: number, message = ''): LoginError {
  const meaning = meanings[serviceCode]
  if (serviceCode === codes.notLoggedIn) {
    return new LoginError(`the session is no longer valid (${serviceCode})`, {
      code: 'credential-rejected',
      step,
      hint: meaning?.hint,
    })
  }
  return new ServiceRefusedError(meaning?.says ?? (quoteService(message) || 'an unknown code'), {
    reason: meaning?.reason ?? 'unknown',
    serviceCode,
    step,
    hint: meaning?.hint,
    retryable: meaning?.retryable,
  })
}

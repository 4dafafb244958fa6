import type { Cookie } from '../cookies/cookie.ts'
import { LoginError } from '../errors/login-error.ts'
import type { HttpResponse } from './client.ts'

interface Received {
  readonly step: string
  readonly status: number
  readonly url: string
  readonly headers: Headers
  readonly cookies: readonly Cookie[]
  readonly body: Uint8Array
}

/** Keeps everything in a private field, so that printing it shows none of it. */
export class ReceivedResponse implements HttpResponse {
  readonly #received: Received

  constructor(received: Received) {
    this.#received = received
  }

  get step(): string {
    return this.#received.step
  }

  get status(): number {
    return this.#received.status
  }

  get url(): string {
    return this.#received.url
  }

  get headers(): Headers {
    return this.#received.headers
  }

  get cookies(): readonly Cookie[] {
    return this.#received.cookies
  }

  bytes(): Uint8Array {
    return this.#received.body
  }

  text(): string {
    return new TextDecoder().decode(this.#received.body)
  }

  json(): unknown {
    const text = this.text()
    try {
      return JSON.parse(text)
    } catch {
      // The parser's own message quotes the body, so it is not kept as the cause.
      throw new LoginError(`HTTP ${this.status} with ${describe(text)} instead of JSON`, {
        code: 'response-unexpected',
        step: this.step,
        retryable: true,
      })
    }
  }
}

function describe(text: string): string {
  const start = text.trimStart()
  if (start === '') return 'an empty body'
  if (start.startsWith('<')) return 'a web page'
  return start.startsWith('{') || start.startsWith('[') ? 'a truncated body' : 'a body'
}

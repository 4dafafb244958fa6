import type { Cookie } from '../cookies/cookie.ts'
import type { JsonValue } from '../json.ts'

/** Values of a query or a form; `undefined` ones are left out. */
export type HttpFields = Readonly<Record<string, string | number | boolean | undefined>>

export interface HttpRequest {
  /** Names the call in every error, as in `bilibili/web-qr: poll`. */
  readonly step: string
  /** Absolute, without the query. */
  readonly url: string
  /** @default 'GET', or 'POST' when there is a body */
  readonly method?: 'GET' | 'POST'
  readonly query?: HttpFields
  /** A body of `application/x-www-form-urlencoded`; a string is sent as it is, for services that sign their encoding. */
  readonly form?: HttpFields | string
  readonly json?: JsonValue
  readonly headers?: Readonly<Record<string, string>>
  /** Only those that belong to the url's host and path are sent. */
  readonly cookies?: readonly Cookie[]
  /** For the whole exchange, the body included. @default 15_000 */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/** A whole answer, already read. Printing one shows nothing of it. */
export interface HttpResponse {
  readonly step: string
  readonly status: number
  readonly url: string
  readonly headers: Headers
  /** Those this answer set for its own host, in order; one already past its end deletes. */
  readonly cookies: readonly Cookie[]
  text(): string
  /** @throws {LoginError} `response-unexpected`, retryable, when the body is not JSON. */
  json(): unknown
  bytes(): Uint8Array
}

/** The one door to the network. */
export interface HttpClient {
  /**
   * Sends one request, once. Any status is an answer, a redirect, too: see {@link followRedirects}.
   *
   * @throws {LoginError} `network-failed`, retryable, when there is no answer or it takes too long.
   */
  send(request: HttpRequest): Promise<HttpResponse>
}

export interface HttpClientOptions {
  /** The seam for proxies, logging, tests and the emulator. @default globalThis.fetch */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Sent with every request unless it brings its own. */
  readonly headers?: Readonly<Record<string, string>>
}

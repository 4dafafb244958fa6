import type { Localized } from '../localized.ts'

/**
 * One code for each thing a caller would do differently.
 *
 * @see docs/errors.md
 */
export type LoginErrorCode =
  | 'network-failed'
  | 'response-unexpected'
  | 'service-refused'
  | 'challenge-unhandled'
  | 'login-expired'
  | 'login-declined'
  | 'credential-rejected'
  | 'not-renewable'
  | 'input-invalid'
  | 'store-unavailable'

export interface LoginErrorOptions {
  readonly code: LoginErrorCode
  /** The call that failed, as in `bilibili/web-qr: poll`; it becomes the beginning of the message. */
  readonly step?: string | undefined
  /** What the person may do. */
  readonly hint?: Localized | undefined
  /** @default false */
  readonly retryable?: boolean | undefined
  /** Must hold nothing secret: it is printed with the error. */
  readonly cause?: unknown
}

/** Survives two copies of this package in one program, where `instanceof` does not. */
const brand = Symbol.for('@denglu/core/login-error')

/**
 * Anything that goes wrong on the way to a credential. Its message says the step and what happened,
 * never a body, a query, a cookie or a phone number.
 */
export class LoginError extends Error {
  readonly code: LoginErrorCode
  declare readonly step?: string
  declare readonly hint?: Localized
  /** Whether the same call may succeed when it is simply made again: a lost connection, a bad gateway. */
  readonly retryable: boolean

  constructor(message: string, options: LoginErrorOptions) {
    super(
      options.step ? `${options.step}: ${message}` : message,
      'cause' in options ? { cause: options.cause } : undefined,
    )
    this.name = new.target.name
    this.code = options.code
    if (options.step) this.step = options.step
    if (options.hint) this.hint = options.hint
    this.retryable = options.retryable ?? false
    Object.defineProperty(this, brand, { value: true })
  }

  /** Recognises a LoginError, of the given code if one is named, from any copy of this package. */
  static is(value: unknown, code?: LoginErrorCode): value is LoginError {
    if (!(value instanceof Error) || !(brand in value)) return false
    return code === undefined || (value as unknown as LoginError).code === code
  }
}

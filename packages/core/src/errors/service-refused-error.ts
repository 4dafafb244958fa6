import { LoginError, type LoginErrorOptions } from './login-error.ts'

/** Why the service said no, as far as its number is known. A number nobody has named is `unknown`, never guessed. */
export type RefusalReason =
  | 'wrong-credentials'
  | 'rate-limited'
  | 'risk-control'
  | 'account-restricted'
  | 'device-limit'
  | 'unknown'

export interface ServiceRefusedOptions extends Omit<LoginErrorOptions, 'code'> {
  readonly reason: RefusalReason
  /** The service's own number, kept as it came; an HTTP status where the service gave no number. */
  readonly serviceCode: number
}

/** The service understood the request and refused it. */
export class ServiceRefusedError extends LoginError {
  readonly reason: RefusalReason
  readonly serviceCode: number

  constructor(message: string, options: ServiceRefusedOptions) {
    super(`${message} (${options.serviceCode})`, { ...options, code: 'service-refused' })
    this.reason = options.reason
    this.serviceCode = options.serviceCode
  }

  /** Recognises a refusal, of the given reason if one is named, from any copy of this package. */
  static override is(value: unknown, reason?: string): value is ServiceRefusedError {
    if (!LoginError.is(value, 'service-refused')) return false
    return reason === undefined || (value as ServiceRefusedError).reason === reason
  }
}

import type { Cookie } from './cookies/cookie.ts'
import { parseCookie } from './cookies/cookie.ts'
import { LoginError } from './errors/login-error.ts'
import { quoteName } from './errors/quote-name.ts'
import { type JsonReader, readInput } from './json-reader.ts'

/** What a login leaves behind: a plain JSON object, to be kept as a password is kept. Providers add their own fields. */
export interface Credential<Name extends string = string> {
  readonly provider: Name
  /** Of the stored shape: a provider's `parseCredential` upgrades older ones. */
  readonly version: number
  /** Always a string: some services' ids exceed 2^53. */
  readonly userId: string
  /** When it was issued or last refreshed, in ms since the epoch. */
  readonly issuedAt: number
  /** When it ends if nothing renews it, in ms since the epoch; absent where the service does not say. */
  readonly expiresAt?: number
}

/** What the service says of a credential today. `stale` still works, but the service advises a refresh. */
export interface CredentialReport {
  readonly status: 'valid' | 'stale' | 'expired'
  readonly account?: {
    readonly userId: string
    readonly name?: string
    readonly avatarUrl?: string
  }
}

/**
 * Checks the fields that every credential has, and gives a reader for the provider's own.
 *
 * @throws {LoginError} `input-invalid` when it is no credential, another provider's, or newer than this release.
 */
export function readCredential<Name extends string>(
  value: unknown,
  expected: { readonly provider: Name; readonly version: number },
): { readonly base: Credential<Name>; readonly reader: JsonReader } {
  const reader = readInput(value, `a ${expected.provider} credential`)
  const provider = reader.text('provider')
  if (provider !== expected.provider) {
    const owner = quoteName(provider)
    throw new LoginError(`this credential belongs to ${owner}, not to ${expected.provider}`, {
      code: 'input-invalid',
      hint: {
        en: `Give it to the ${owner} provider, or log in to ${expected.provider} first.`,
        zh: `请交给 ${owner} 使用，或先登录 ${expected.provider}。`,
      },
    })
  }
  const version = reader.number('version')
  if (version > expected.version) {
    throw new LoginError(`this ${provider} credential was written by a newer release`, {
      code: 'input-invalid',
      hint: { en: `Update @denglu/${provider}.`, zh: `请升级 @denglu/${provider}。` },
    })
  }
  const expiresAt = reader.optional('expiresAt', reader.number)
  const base: Credential<Name> = {
    provider: expected.provider,
    version: expected.version,
    userId: reader.text('userId'),
    issuedAt: reader.number('issuedAt'),
    ...(expiresAt === undefined ? {} : { expiresAt }),
  }
  return { base, reader }
}

/** The cookies stored at `path`, checked one by one. */
export function readCookies(reader: JsonReader, path: string): readonly Cookie[] {
  return reader.list(path).map(parseCookie)
}

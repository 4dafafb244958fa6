import type { Credential } from '../credential.ts'
import type { CallOptions, Provider } from '../provider.ts'
import type { CredentialFormat } from './credential-format.ts'

/** A provider whose credentials can be taken elsewhere, and brought from there. */
export interface Portable<C extends Credential>
  extends Pick<Provider<string, C, never>, 'name' | 'parseCredential' | 'check'> {
  /** From the most to the least particular: the first one that recognises a text is it. */
  readonly formats: readonly CredentialFormat<C>[]
  /** Whether a credential holds what `refresh` needs. */
  isRenewable(credential: C): boolean
  /**
   * Asks the service whose session it is, where files do not say: the credential has an empty `userId`. Gives `undefined`
   * when the session has ended.
   */
  findUserId?(draft: C, options?: CallOptions): Promise<string | undefined>
}

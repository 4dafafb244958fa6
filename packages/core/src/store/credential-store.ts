import type { Credential } from '../credential.ts'

/** Names one credential in a store. */
export interface CredentialKey {
  readonly provider: string
  readonly userId: string
}

/**
 * Keeps credentials. Values are plain JSON, checked by the provider's `parseCredential` when they come out.
 *
 * Every call throws a `LoginError` `store-unavailable` when the place cannot be read or written.
 */
export interface CredentialStore {
  /** What was written last, or `undefined`. */
  read(key: CredentialKey): Promise<unknown>
  /** Replaces the credential of the same provider and user, all or nothing. */
  write(credential: Credential): Promise<void>
  /** Forgets a credential; it is no error when there is none. */
  delete(key: CredentialKey): Promise<void>
  /** All keys, sorted by provider and user. */
  list(): Promise<readonly CredentialKey[]>
  /** Runs `work` while nobody else who uses this store holds the lock of the same key. */
  lock<T>(key: CredentialKey, work: () => Promise<T>, options?: { readonly signal?: AbortSignal }): Promise<T>
}

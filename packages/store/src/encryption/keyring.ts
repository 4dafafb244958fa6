/** Where the key of the store is kept: one secret, out of reach of whoever only copies files. */
export interface Keyring {
  /** The key, or `undefined` when there is none yet. Rejects when the keyring is locked or not there. */
  get(signal: AbortSignal): Promise<Uint8Array | undefined>
  set(key: Uint8Array, signal: AbortSignal): Promise<void>
}

/**
 * The keyring of the operating system: Keychain, Credential Manager, or the Secret Service of a Linux desktop.
 *
 * On Linux the library would fall back to the kernel's keyring, which forgets everything at the next start and the
 * credentials with it. So the Secret Service is asked for by name.
 */
export const systemKeyring: Keyring = {
  async get(signal) {
    const secret = await (await openEntry()).getSecret(signal)
    return secret ? Uint8Array.from(secret) : undefined
  },
  async set(key, signal) {
    await (await openEntry()).setSecret(key, signal)
  },
}

async function openEntry() {
  const { AsyncEntry } = await import('@napi-rs/keyring')
  return new AsyncEntry('denglu', 'credential store', { linux: { store: 'secret-service' } })
}

import { readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Clock, type CredentialKey, type CredentialStore, systemClock } from '@denglu/core'
import { defaultDirectory } from './default-directory.ts'
import { createKeySource } from './encryption/key-source.ts'
import { type Keyring, systemKeyring } from './encryption/keyring.ts'
import { createVault, type Encryption } from './encryption/vault.ts'
import { readCurrentFile, renderFile } from './envelope.ts'
import { withFileLock } from './file-lock.ts'
import { baseNameOf, currentNameOf, readFileName } from './file-name.ts'
import {
  checkDirectory,
  ensureDirectory,
  readPrivate,
  removePrivate,
  unlessMissing,
  writePrivate,
} from './private-file.ts'

export interface FileStoreOptions {
  /** Made when it is missing, for the owner alone. @default {@link defaultDirectory} */
  readonly directory?: string
  /** How long `lock` waits for another holder before it gives up, in ms. @default 60_000 */
  readonly lockTimeoutMs?: number
  /** @default 'auto' */
  readonly encryption?: Encryption
  /** @default the system's */
  readonly keyring?: Keyring
  /** How long the keyring is waited for, in ms. @default 3_000 */
  readonly keyringTimeoutMs?: number
  /** Called once, when a credential is first written in plain because no keyring answers. */
  readonly onPlain?: () => void
  /** @default systemClock */
  readonly clock?: Clock
}

/** Credentials in files, one each, and which account of each provider is the current one. */
export interface FileStore extends CredentialStore {
  /** Absolute. */
  readonly directory: string
  /** Where the credential of `key` is kept, or would be. */
  pathOf(key: CredentialKey): string
  /** The account of `provider` that programs use when none is named, or `undefined`. */
  readCurrent(provider: string): Promise<string | undefined>
  /** Makes an account the current one of its provider. Deleting its credential ends that. */
  writeCurrent(key: CredentialKey): Promise<void>
}

/**
 * A store in a directory of files, to be shared by any number of processes.
 *
 * Nothing is touched before the first call. Every call throws `store-unavailable`, with a hint that names the command
 * that mends it, for a place that is damaged, open to others, or another user's; such a file is never overwritten.
 */
export function createFileStore(options: FileStoreOptions = {}): FileStore {
  const { clock = systemClock, lockTimeoutMs = 60_000 } = options
  const directory = resolve(options.directory ?? defaultDirectory())
  const lock = async <T>(name: string, work: () => Promise<T>, signal?: AbortSignal): Promise<T> => {
    await ensureDirectory(directory)
    return withFileLock(join(directory, `${name}.lock`), work, { clock, timeoutMs: lockTimeoutMs, signal })
  }
  const keys = createKeySource({
    keyring: options.keyring ?? systemKeyring,
    timeoutMs: options.keyringTimeoutMs ?? 3_000,
    alone: (work) => lock('keyring', work),
  })
  const vault = createVault({ encryption: options.encryption ?? 'auto', keys, onPlain: options.onPlain })
  const currentPathOf = (provider: string) => join(directory, currentNameOf(provider))

  const store: FileStore = {
    directory,
    pathOf: (key) => join(directory, `${baseNameOf(key)}.json`),
    async read(key) {
      const path = store.pathOf(key)
      const text = await readPrivate(path)
      return text === undefined ? undefined : vault.open(text, path, key)
    },
    async write(credential) {
      await store.read(credential) // what is there must be ours to replace
      await writePrivate(store.pathOf(credential), await vault.close(credential), clock)
    },
    async delete(key) {
      if ((await store.readCurrent(key.provider)) === key.userId)
        await removePrivate(currentPathOf(key.provider), clock)
      await removePrivate(store.pathOf(key), clock)
    },
    async list() {
      if (!(await checkDirectory(directory))) return []
      const names = (await unlessMissing(directory, () => readdir(directory))) ?? []
      return names
        .map(readFileName)
        .filter((key) => key !== undefined)
        .sort((a, b) => compare(a.provider, b.provider) || compare(a.userId, b.userId))
    },
    lock: (key, work, { signal } = {}) => lock(baseNameOf(key), work, signal),
    async readCurrent(provider) {
      const path = currentPathOf(provider)
      const text = await readPrivate(path)
      return text === undefined ? undefined : readCurrentFile(text, path)
    },
    async writeCurrent({ provider, userId }) {
      await store.readCurrent(provider)
      await writePrivate(currentPathOf(provider), renderFile({ current: userId }), clock)
    },
  }
  return store
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

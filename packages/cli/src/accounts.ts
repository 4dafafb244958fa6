import { type Credential, type CredentialKey, LoginError } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import type { Cli } from './cli.ts'
import { commandLine, findProvider } from './connect.ts'
import { inEveryLanguage } from './explain.ts'
import { NotLoggedIn } from './outcomes.ts'
import type { AnyProvider } from './providers.ts'
import { shellWord } from './shell-word.ts'

export interface Account extends CredentialKey {
  /** Whether programs use it when no account is named. */
  readonly current: boolean
}

/**
 * The stored accounts that `[provider] [user]` name; all of them when neither is given.
 *
 * @throws {NotLoggedIn} when there is no such account.
 */
export async function findAccounts(
  cli: Cli,
  store: FileStore,
  [provider, userId]: readonly (string | undefined)[] = cli.args,
): Promise<readonly Account[]> {
  if (provider !== undefined) findProvider(cli, provider)
  const keys = (await store.list()).filter((key) => provider === undefined || key.provider === provider)
  const current = await currentUsers(store, keys)
  const accounts = keys
    .filter((key) => userId === undefined || key.userId === userId)
    .map((key) => ({ ...key, current: current.get(key.provider) === key.userId }))
  if (accounts.length > 0) return accounts
  const { nobody, noSuch, firstLogin } = cli.texts.accounts
  throw new NotLoggedIn(
    userId === undefined ? nobody : noSuch(`${provider} ${userId}`),
    firstLogin(commandLine(cli, 'login', ...(provider === undefined ? [] : [provider]))),
  )
}

/** The current user of each provider: the one that was made so, or the only one there is. */
async function currentUsers(store: FileStore, keys: readonly CredentialKey[]): Promise<ReadonlyMap<string, string>> {
  const current = new Map<string, string>()
  for (const [provider, own] of Map.groupBy(keys, (key) => key.provider)) {
    const userId = (await store.readCurrent(provider)) ?? (own.length === 1 ? own[0]?.userId : undefined)
    if (userId !== undefined) current.set(provider, userId)
  }
  return current
}

/**
 * Reads a stored credential.
 *
 * @throws {LoginError} `store-unavailable` when there is none, or none that this release understands.
 */
export async function readStored(
  { texts }: Cli,
  { store, provider, key }: { readonly store: FileStore; readonly provider: AnyProvider; readonly key: CredentialKey },
): Promise<Credential> {
  const stored = await store.read(key)
  try {
    return provider.parseCredential(stored)
  } catch (error) {
    if (!LoginError.is(error, 'input-invalid')) throw error
    const path = store.pathOf(key)
    throw new LoginError(texts.accounts.unreadable(path, error.message), {
      code: 'store-unavailable',
      hint: inEveryLanguage(texts.accounts.putAside(`mv ${shellWord(path)} ${shellWord(`${path}.damaged`)}`)),
    })
  }
}

export function nameOf({ provider, userId }: CredentialKey): string {
  return `${provider} ${userId}`
}

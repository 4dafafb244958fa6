import type { CredentialKey } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { findAccounts, nameOf } from '../accounts.ts'
import { type Cli, hasPerson } from '../cli.ts'
import { choose } from '../face/prompts.ts'
import { UsageError } from '../outcomes.ts'

/** What `[provider] [user]` names: by default the arguments of the command. */
export interface PickOptions {
  readonly args?: readonly (string | undefined)[]
  /** Of several accounts, the current one of the provider that was named is meant. @default true */
  readonly orCurrent?: boolean
}

/**
 * One account: the only one, the current one of the provider that was named, or the one that is picked from a menu.
 *
 * @throws {NotLoggedIn} when there is no such account; {UsageError} when there are several, and nobody to pick one.
 */
export async function pickAccount(
  cli: Cli,
  store: FileStore,
  { args = cli.args, orCurrent = true }: PickOptions = {},
): Promise<CredentialKey> {
  const accounts = await findAccounts(cli, store, args)
  const [only] = accounts
  const isNamed = orCurrent && args[0] !== undefined
  const picked = accounts.length === 1 ? only : accounts.find((account) => isNamed && account.current)
  if (picked) return keyOf(picked)
  const { whichAccount, choose: chooseOne } = cli.texts.usage
  if (!hasPerson(cli) || cli.values.json) throw new UsageError(whichAccount, chooseOne(accounts.map(nameOf)))
  return choose(
    cli,
    whichAccount,
    accounts.map((account) => ({ value: keyOf(account), label: nameOf(account) })),
  )
}

function keyOf({ provider, userId }: CredentialKey): CredentialKey {
  return { provider, userId }
}

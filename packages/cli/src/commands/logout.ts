import type { CredentialKey } from '@denglu/core'
import { type Account, findAccounts, nameOf, readStored } from '../accounts.ts'
import { type Cli, type Command, hasPerson, printJson, say } from '../cli.ts'
import { commandLine, connect, openStore } from '../connect.ts'
import { choose } from '../face/prompts.ts'
import { UsageError } from '../outcomes.ts'

/** Ends a login at the service, and forgets it. */
export const logout: Command = async (cli) => {
  const store = await openStore(cli)
  const { provider, userId } = await pickAccount(cli, await findAccounts(cli, store))
  const key = { provider, userId }
  const { forget, json } = cli.values
  if (!forget) {
    try {
      await store.lock(key, () => endLogin(key), { signal: cli.signal })
    } catch (error) {
      cli.signal.throwIfAborted()
      if (!json) say(cli, cli.texts.accounts.forgetHint(commandLine(cli, 'logout', provider, userId, '--forget')))
      throw error
    }
  }
  await store.delete(key)
  if (json) printJson(cli, key)
  else say(cli, cli.texts.accounts[forget ? 'forgotten' : 'loggedOut'](nameOf(key)))
  return 'ok'

  async function endLogin(account: CredentialKey): Promise<void> {
    const service = await connect(cli, provider)
    await service.logout(await readStored(cli, { store, provider: service, key: account }), { signal: cli.signal })
  }
}

/** One account: the only one, the current one of the provider that was named, or the one that is picked from a menu. */
async function pickAccount(cli: Cli, accounts: readonly Account[]): Promise<CredentialKey> {
  const named = cli.args.length > 0 || accounts.length === 1
  const candidate = accounts.find((account) => named && (account.current || accounts.length === 1))
  if (candidate) return candidate
  const { whichAccount, choose: chooseOne } = cli.texts.usage
  if (!hasPerson(cli)) throw new UsageError(whichAccount, chooseOne(accounts.map(nameOf)))
  const choices = accounts.map((account) => ({ value: account, label: nameOf(account) }))
  return choose(cli, whichAccount, choices)
}

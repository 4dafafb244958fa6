import type { CredentialKey } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { nameOf, readStored } from '../accounts.ts'
import { type Cli, type Command, printJson, say } from '../cli.ts'
import { commandLine, connect, openStore } from '../connect.ts'
import { pickAccount } from './pick-account.ts'

/** Ends a login at the service, and forgets it. */
export const logout: Command = async (cli) => {
  const store = await openStore(cli)
  const key = await pickAccount(cli, store)
  const { forget, json } = cli.values
  if (!forget) {
    try {
      await store.lock(key, () => endLogin(cli, store, key), { signal: cli.signal })
    } catch (error) {
      cli.signal.throwIfAborted()
      const forgetting = commandLine(cli, 'logout', key.provider, key.userId, '--forget')
      if (!json) say(cli, cli.texts.accounts.forgetHint(forgetting))
      throw error
    }
  }
  await store.delete(key)
  if (json) printJson(cli, key)
  else say(cli, cli.texts.accounts[forget ? 'forgotten' : 'loggedOut'](nameOf(key)))
  return 'ok'
}

async function endLogin(cli: Cli, store: FileStore, key: CredentialKey): Promise<void> {
  const provider = await connect(cli, key.provider)
  await provider.logout(await readStored(cli, { store, provider, key }), { signal: cli.signal })
}

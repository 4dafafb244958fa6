import { nameOf } from '../accounts.ts'
import { type Command, printJson, say } from '../cli.ts'
import { openStore } from '../connect.ts'
import { pickAccount } from './pick-account.ts'

/** Makes an account the one that programs use when none is named. */
export const use: Command = async (cli) => {
  const store = await openStore(cli)
  const key = await pickAccount(cli, store, { orCurrent: false })
  await store.writeCurrent(key)
  if (cli.values.json) printJson(cli, { ...key, current: true })
  else say(cli, cli.texts.accounts.inUse(nameOf(key)))
  return 'ok'
}

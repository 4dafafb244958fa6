import { readStored } from '../accounts.ts'
import { type Command, print, printJson } from '../cli.ts'
import { suggest } from '../command-line/suggest.ts'
import { connect, openStore } from '../connect.ts'
import { UsageError } from '../outcomes.ts'
import { readSecrets } from '../secrets.ts'
import { pickAccount } from './pick-account.ts'

/** Prints one secret, by its name; without a name, the names that there are. */
export const token: Command = async (cli) => {
  const [name, asked, user] = cli.args
  const store = await openStore(cli)
  const key = await pickAccount(cli, store, { args: [name, user] })
  const provider = await connect(cli, key.provider)
  const secrets = readSecrets(provider, await readStored(cli, { store, provider, key }))
  if (asked === undefined) {
    if (cli.values.json) printJson(cli, { ...key, names: secrets.names })
    else for (const known of secrets.names) print(cli, known)
    return 'ok'
  }
  const value = secrets.find(asked)
  if (value === undefined) {
    const { noSecret, didYouMean, choose } = cli.texts.usage
    const near = suggest(asked, secrets.names)
    throw new UsageError(noSecret(asked), near ? didYouMean(near) : choose(secrets.names))
  }
  if (cli.values.json) printJson(cli, { ...key, name: asked, value })
  else print(cli, value)
  return 'ok'
}

import { findAccounts } from '../accounts.ts'
import { type Command, print, printJson } from '../cli.ts'
import { openStore } from '../connect.ts'
import { renderTable } from '../face/table.ts'
import { NotLoggedIn } from '../outcomes.ts'
import type { AccountLine } from '../report.ts'

/** What is stored. An empty list is a fine answer. */
export const list: Command = async (cli) => {
  const store = await openStore(cli)
  const accounts = await findAccounts(cli, store).catch((error: unknown) => {
    if (error instanceof NotLoggedIn && cli.values.json) return []
    throw error
  })
  if (cli.values.json) {
    printJson(cli, { accounts: accounts satisfies readonly AccountLine[] })
    return 'ok'
  }
  const { provider, user, kept } = cli.texts.accounts
  const rows = accounts.map((account) => [
    account.current ? '*' : '',
    account.provider,
    account.userId,
    store.pathOf(account),
  ])
  print(cli, renderTable([['', provider, user, kept], ...rows]))
  return 'ok'
}

import { type Credential, systemClock } from '@denglu/core'
import { findAccounts, nameOf, readStored } from '../accounts.ts'
import { type Cli, type Command, printJson, say } from '../cli.ts'
import { commandLine, connect, openStore } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { explain } from '../explain.ts'
import { renderDay } from '../face/time.ts'
import type { AccountLine } from '../report.ts'

/** Renews accounts one after another. One that cannot be renewed does not keep the others from it. */
export const refresh: Command = async (cli) => {
  const store = await openStore(cli)
  const lines: AccountLine[] = []
  const exits: ExitName[] = []
  for (const account of await findAccounts(cli, store)) {
    try {
      const provider = await connect(cli, account.provider)
      const { issuedAt, expiresAt } = await store.lock(
        account,
        async () => {
          const credential = await readStored(cli, { store, provider, key: account })
          return provider.refresh(credential, { save: (renewed) => store.write(renewed), signal: cli.signal })
        },
        { signal: cli.signal },
      )
      lines.push({ ...account, issuedAt, ...(expiresAt !== undefined && { expiresAt }) })
      if (!cli.values.json) say(cli, cli.texts.accounts.refreshed(describe(cli, { ...account, expiresAt })))
    } catch (error) {
      cli.signal.throwIfAborted()
      const { exit, sentence, detail, advice, problem } = explain(error, cli.texts, cli.language)
      exits.push(exit)
      lines.push({ ...account, problem })
      say(cli, `${nameOf(account)}: ${sentence}`)
      const mend =
        exit === 'not-logged-in' ? cli.texts.accounts.mendLogin(commandLine(cli, 'login', account.provider)) : ''
      for (const line of [detail, advice, mend]) if (line) say(cli, `  ${line}`)
    }
  }
  if (cli.values.json) printJson(cli, { accounts: lines })
  return exits[0] ?? 'ok'
}

function describe(cli: Cli, account: Pick<Credential, 'provider' | 'userId'> & { expiresAt: number | undefined }) {
  if (account.expiresAt === undefined) return nameOf(account)
  return `${nameOf(account)}, ${renderDay(account.expiresAt, systemClock.now(), cli.language)}`
}

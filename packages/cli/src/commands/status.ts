import { styleText } from 'node:util'
import { systemClock } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { type Account, findAccounts, nameOf, readStored } from '../accounts.ts'
import { type Cli, type Command, print, printJson, say } from '../cli.ts'
import { commandLine, connect, openStore } from '../connect.ts'
import type { ExitName } from '../exit-codes.ts'
import { explain } from '../explain.ts'
import { renderTable } from '../face/table.ts'
import { renderDay } from '../face/time.ts'
import { NotLoggedIn } from '../outcomes.ts'
import type { AccountLine, AccountState } from '../report.ts'

type CheckedLine = AccountLine & { readonly status: AccountState }

const colours = { valid: 'green', stale: 'yellow', expired: 'red', unknown: 'dim', unreadable: 'red' } as const

/** How much each state weighs; the command ends as the first that is found says. */
const endings: readonly (readonly [AccountState, ExitName])[] = [
  ['expired', 'not-logged-in'],
  ['unreadable', 'store'],
  ['unknown', 'network'],
]

/** Asks the services about the accounts, all at once. */
export const status: Command = async (cli) => {
  const store = await openStore(cli)
  const accounts = await findAccounts(cli, store).catch((error: unknown) => {
    if (!(error instanceof NotLoggedIn && cli.values.json)) throw error
    printJson(cli, { accounts: [] })
    return undefined
  })
  if (!accounts) return 'not-logged-in'
  const lines = await Promise.all(accounts.map((account) => checkAccount(cli, store, account)))
  if (cli.values.json) printJson(cli, { accounts: lines })
  else show(cli, lines)
  return endings.find(([state]) => lines.some((line) => line.status === state))?.[1] ?? 'ok'
}

async function checkAccount(cli: Cli, store: FileStore, account: Account): Promise<CheckedLine> {
  try {
    const provider = await connect(cli, account.provider)
    const { issuedAt, expiresAt, ...credential } = await readStored(cli, { store, provider, key: account })
    const moments = { issuedAt, ...(expiresAt !== undefined && { expiresAt }) }
    try {
      const report = await provider.check({ ...credential, ...moments }, { signal: cli.signal })
      const name = report.account?.name
      return { ...account, ...(name !== undefined && { name }), status: report.status, ...moments }
    } catch (error) {
      return { ...account, status: 'unknown', ...moments, problem: problemOf(error, cli) }
    }
  } catch (error) {
    return { ...account, status: 'unreadable', problem: problemOf(error, cli) }
  }
}

function problemOf(error: unknown, { signal, texts, language }: Cli) {
  signal.throwIfAborted()
  return explain(error, texts, language).problem
}

function show(cli: Cli, lines: readonly CheckedLine[]): void {
  const { accounts, states } = cli.texts
  const head = [accounts.provider, accounts.user, accounts.name, accounts.state, accounts.expires]
  const rows = lines.map(({ provider, userId, name = '', status, expiresAt }) => [
    provider,
    userId,
    name,
    styleText(colours[status], states[status], { stream: cli.io.stdout }),
    expiresAt === undefined ? '' : renderDay(expiresAt, systemClock.now(), cli.language),
  ])
  print(cli, renderTable([head, ...rows]))
  for (const line of lines) for (const advice of adviceOn(cli, line)) say(cli, advice)
}

function adviceOn(cli: Cli, { provider, userId, status, problem }: CheckedLine): readonly string[] {
  const { mendLogin, mendRefresh } = cli.texts.accounts
  if (status === 'expired') return [mendLogin(commandLine(cli, 'login', provider))]
  if (status === 'stale') return [mendRefresh(commandLine(cli, 'refresh', provider, userId))]
  if (!problem) return []
  return [`${nameOf({ provider, userId })}: ${problem.message}`, ...(problem.hint ? [`  ${problem.hint}`] : [])]
}

import { styleText } from 'node:util'
import { type Cli, type Command, print, printJson } from '../cli.ts'
import { findProvider } from '../connect.ts'
import { lookAtClock } from '../doctor/clock.ts'
import type { Finding } from '../doctor/finding.ts'
import { visitServices } from '../doctor/services.ts'
import { lookAtStore } from '../doctor/store.ts'
import { lookAtProxy, lookAtVersions } from '../doctor/surroundings.ts'
import { lookAtTerminal } from '../doctor/terminal.ts'
import type { ExitName } from '../exit-codes.ts'
import { renderColumns } from '../face/table.ts'

const marks = { ok: 'ok', warning: '!', problem: '!!' } as const
const colours = { ok: 'green', warning: 'yellow', problem: 'red' } as const

/** What weighs most comes first; the command ends as the first that is found says. */
const endings: readonly ExitName[] = ['store', 'usage', 'network', 'rate-limited']

/** Looks for what keeps logins from working: here, and on the way to the services. */
export const doctor: Command = async (cli) => {
  const [only] = cli.args
  if (only !== undefined) findProvider(cli, only)
  const proxy = await lookAtProxy(cli)
  const here = [lookAtVersions(cli), await lookAtTerminal(cli), proxy, ...(await lookAtStore(cli))]
  if (!cli.values.json) show(cli, here)
  const { findings, sightings } = proxy.state === 'ok' ? await visitServices(cli, only) : nowhere
  const there = [...findings, ...lookAtClock(cli, sightings)]
  if (cli.values.json) printJson(cli, { findings: [...here, ...there].map(({ exit: _, ...line }) => line) })
  else show(cli, there)
  const exits = [...here, ...there].flatMap(({ state, exit }) => (state === 'problem' ? [exit ?? 'failed'] : []))
  return endings.find((ending) => exits.includes(ending)) ?? (exits.length > 0 ? 'failed' : 'ok')
}

const nowhere = { findings: [], sightings: [] } as const

function show(cli: Cli, findings: readonly Finding[]): void {
  for (const { state, subject, message, hint } of findings) {
    const mark = styleText(colours[state], marks[state], { stream: cli.io.stdout })
    print(cli, renderColumns([mark, subject, message], [2, 22]))
    if (hint) print(cli, renderColumns(['', '', hint], [2, 22]))
  }
}

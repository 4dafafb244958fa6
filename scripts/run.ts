import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The folder of the repository. */
export const root = join(import.meta.dirname, '..')

export interface RunOptions {
  /** @default the folder of the repository */
  readonly cwd?: string
  /** @default none */
  readonly timeoutMs?: number
}

/** Runs a command to its end and gives what it printed; a failure is thrown with all that it said. */
export function run(command: string, args: readonly string[], { cwd = root, timeoutMs }: RunOptions = {}): string {
  const ended = spawnSync(command, args, {
    cwd,
    timeout: timeoutMs,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const { status, signal, stdout, stderr, error } = ended
  if (error) throw new Error(`${command} ${args.join(' ')}: ${error.message}\n${stdout}${stderr}`, { cause: error })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ended with ${signal ?? status}\n${stdout}${stderr}`)
  return stdout
}

/** Does one check after another and prints how each went. A check that throws has failed, and so has the process. */
export function report(
  rows: readonly { readonly name: string; readonly checks: Readonly<Record<string, () => unknown>> }[],
) {
  const table = rows.map(({ name, checks }) => {
    const outcomes = Object.entries(checks).map(([check, look]) => [check, outcomeOf(look)] as const)
    return { name, ...Object.fromEntries(outcomes) }
  })
  console.table(table)
}

function outcomeOf(look: () => unknown): string {
  const startedAt = performance.now()
  try {
    look()
    return `ok, ${Math.round(performance.now() - startedAt)} ms`
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    return 'FAILED'
  }
}

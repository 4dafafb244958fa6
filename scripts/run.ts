import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** The folder of the repository. */
export const root = join(import.meta.dirname, '..')

/** Runs a command to its end and gives what it printed; a failure is thrown with all that it said. */
export function run(command: string, args: readonly string[], cwd = root): string {
  const { status, signal, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' })
  if (error) throw error
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ended with ${signal ?? status}\n${stdout}${stderr}`)
  return stdout
}

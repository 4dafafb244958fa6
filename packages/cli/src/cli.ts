import type { Values } from './command-line/options.ts'
import type { ExitName } from './exit-codes.ts'
import type { Language, Texts } from './texts/texts.ts'

/** What a command is given, and all it may use of the process. */
export interface Cli {
  readonly io: Io
  readonly texts: Texts
  readonly language: Language
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** What follows the command. */
  readonly args: readonly string[]
  readonly values: Values
}

export type Io = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr' | 'env'>

/** Does its work and says how it went; what it cannot do is thrown, and explained in one place. */
export type Command = (cli: Cli) => Promise<ExitName>

/** Writes a line of what was asked for. */
export function print({ io }: Pick<Cli, 'io'>, line: string): void {
  io.stdout.write(`${line}\n`)
}

export function printJson(cli: Pick<Cli, 'io'>, value: object): void {
  print(cli, JSON.stringify(value))
}

/** Writes a line to the person. */
export function say({ io }: Pick<Cli, 'io'>, line: string): void {
  io.stderr.write(`${line}\n`)
}

/** Whether there is somebody who can be asked. */
export function hasPerson({ io }: Pick<Cli, 'io'>): boolean {
  return io.stdin.isTTY && io.stderr.isTTY
}

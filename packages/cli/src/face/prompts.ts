import type { CommonOptions } from '@clack/prompts'
import type { Cli } from '../cli.ts'
import { Interrupted } from '../outcomes.ts'

export interface Choice<Value> {
  readonly value: Value
  readonly label: string
  readonly hint?: string
}

/** Lets the person choose one of several, with the arrow keys. */
export async function choose<Value>(cli: Cli, message: string, choices: readonly Choice<Value>[]): Promise<Value> {
  const { select } = await import('@clack/prompts')
  // The library's type tells values that are text from others; its menu only hands them back, so it gets their places.
  const options = choices.map(({ label, hint }, value) => ({ value, label, ...(hint !== undefined && { hint }) }))
  const place = settle(cli, await select({ ...placeOf(cli), message, options, showInstructions: false }))
  const chosen = choices[place]
  if (!chosen) throw new RangeError('nothing was chosen')
  return chosen.value
}

/** Asks for a line of text; what is secret is not shown while it is typed. */
export async function askText(
  cli: Cli,
  message: string,
  { secret = false, optional = false }: { readonly secret?: boolean; readonly optional?: boolean } = {},
): Promise<string> {
  const { password, text } = await import('@clack/prompts')
  const validate = (value: string | undefined) => (value || optional ? undefined : message)
  const ask = secret ? password : text
  return settle(cli, await ask({ ...placeOf(cli), message, validate })) ?? ''
}

/** On standard error, so that standard output stays clean for data. */
function placeOf({ io, signal }: Cli): CommonOptions {
  return { input: io.stdin, output: io.stderr, signal, withGuide: false }
}

/** The library answers Ctrl-C with a symbol. */
function settle<Answer>({ signal }: Cli, answer: Answer): Exclude<Answer, symbol> {
  signal.throwIfAborted()
  if (typeof answer === 'symbol') throw new Interrupted()
  return answer as Exclude<Answer, symbol>
}

import { parseArgs } from 'node:util'
import { UsageError } from '../outcomes.ts'
import type { Texts } from '../texts/texts.ts'
import { type CommandName, commandNames, specOf as commandSpec, commonOptions, isCommandName } from './commands.ts'
import { isOptionName, type OptionName, optionNames, specOf, type Values } from './options.ts'
import { suggest } from './suggest.ts'

/** What the command line says. Without a command, help is what is wanted. */
export interface Invocation {
  readonly command: CommandName | undefined
  /** What follows the command. */
  readonly args: readonly string[]
  readonly values: Values
}

export type Tokens = ReturnType<typeof tokenize>

/** Splits a command line by the table of options; nothing is refused yet. */
export function tokenize(args: readonly string[]) {
  const options = Object.fromEntries(
    optionNames.map((name) => {
      const { type, short } = specOf(name)
      return [name, { type: type === 'boolean' ? type : 'string', ...(short && { short }) } as const]
    }),
  )
  return parseArgs({ args: [...args], options, strict: false, allowPositionals: true, tokens: true }).tokens
}

/**
 * Checks a command line against the tables.
 *
 * @throws {UsageError} naming what is wrong, and what was probably meant.
 */
export function parse(tokens: Tokens, texts: Texts): Invocation {
  const [name, ...args] = tokens.filter((token) => token.kind === 'positional').map(({ value }) => value)
  if (name !== undefined && !isCommandName(name)) {
    throw new UsageError(texts.usage.unknownCommand(name), advise(name, commandNames, 'denglu --help', texts))
  }
  const given = tokens.filter((token) => token.kind === 'option')
  const values = Object.fromEntries(given.map((token) => [token.name, readValue(token, name, texts)]))
  const { args: known = [], needs = [] } = name ? commandSpec(name) : {}
  const surplus = args[known.length]
  if (surplus !== undefined && name) throw new UsageError(texts.usage.surplusArgument(surplus), helpOf(name, texts))
  const missing = values.help ? undefined : needs[args.length]
  if (missing) throw new UsageError(texts.usage.missingArgument(texts.args[missing]), helpOf(name, texts))
  return { command: name, args, values }
}

function readValue(token: Extract<Tokens[number], { kind: 'option' }>, command: CommandName | undefined, texts: Texts) {
  const { name, rawName, value } = token
  const known = [...(command ? commandSpec(command).options : []), ...commonOptions]
  if (!isOptionName(name) || !known.includes(name)) {
    const near = known.map((option) => `--${option}`)
    throw new UsageError(texts.usage.unknownOption(rawName), advise(rawName, near, helpCommand(command), texts))
  }
  const { type } = specOf(name)
  if (type === 'boolean') {
    if (value !== undefined) throw new UsageError(texts.usage.noValue(rawName))
    return true
  }
  // `--lang --json` has forgotten the value; `--lang=--json` would mean it.
  if (value === undefined || value === '' || (value.startsWith('-') && !token.inlineValue)) {
    throw new UsageError(texts.usage.missingValue(rawName, specOf(name).value ?? ''))
  }
  return type === 'number' ? readNumber(name, value, texts) : readChoice(name, value, texts)
}

function readNumber(name: OptionName, value: string, texts: Texts): number {
  const { most = Number.MAX_SAFE_INTEGER, fraction = false } = specOf(name)
  const number = Number(value)
  const isFine = /^\d+(\.\d+)?$/.test(value) && number <= most && (fraction || Number.isInteger(number))
  if (!isFine) throw new UsageError(texts.usage.badNumber(`--${name}`, value, most))
  return number
}

function readChoice(name: OptionName, value: string, texts: Texts): string {
  const { choices } = specOf(name)
  if (!choices || choices.includes(value)) return value
  throw new UsageError(texts.usage.badChoice(`--${name}`, value), texts.usage.choose(choices))
}

function advise(given: string, names: readonly string[], helpWith: string, texts: Texts): string {
  const near = suggest(given, names)
  return near ? texts.usage.didYouMean(near) : texts.usage.seeHelp(helpWith)
}

function helpOf(command: CommandName | undefined, texts: Texts): string {
  return texts.usage.seeHelp(helpCommand(command))
}

function helpCommand(command: CommandName | undefined): string {
  return command ? `denglu ${command} --help` : 'denglu --help'
}

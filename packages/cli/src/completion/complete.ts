import type { Cli, Io } from '../cli.ts'
import {
  type ArgumentName,
  type CommandName,
  commandNames,
  commonOptions,
  isCommandName,
  shells,
  specOf,
} from '../command-line/commands.ts'
import { type OptionName, optionNames, specOf as optionSpec } from '../command-line/options.ts'
import { tokenize } from '../command-line/parse.ts'
import { openStore } from '../connect.ts'
import { listFormats } from '../formats.ts'
import { providers } from '../providers.ts'
import { loadTexts, pickLanguage, type Texts } from '../texts/texts.ts'

/** What may stand in a place, and what it means. */
type Candidates = readonly (readonly [value: string, meaning: string])[]

/** Anything the shell finds. */
const files = [[':files', '']] as const

/** Writes what the last of the words may become. What goes wrong means no candidates: a person is in the midst of typing. */
export async function completeWords(words: readonly string[], io: Io): Promise<void> {
  try {
    for (const candidate of await complete(words, io)) io.stdout.write(`${candidate.join('\t')}\n`)
  } catch {}
}

async function complete(words: readonly string[], io: Io): Promise<Candidates> {
  // bash makes three words of `--qr=half`; the others leave it whole.
  const before = words.slice(0, -1).filter((word) => word !== '=')
  const last = words.at(-1) === '=' ? '' : (words.at(-1) ?? '')
  const language = pickLanguage(undefined, io.env)
  const texts = await loadTexts(language)
  const [command, ...args] = tokenize(before).flatMap((token) => (token.kind === 'positional' ? [token.value] : []))
  const known = command !== undefined && isCommandName(command) ? command : undefined

  const [, assigned = '', typed = ''] = /^(--[\w-]+)=(.*)$/.exec(last) ?? []
  const wanted = optionOf(assigned) ?? optionOf(before.at(-1) ?? '')
  if (wanted && optionSpec(wanted).type !== 'boolean') {
    const values = starting(assigned ? typed : last, valuesOf(wanted))
    return assigned ? values.map(([value, meaning]) => [`${assigned}=${value}`, meaning]) : values
  }
  if (last.startsWith('-')) return starting(last, optionsOf(known, texts))
  const place = command === undefined ? 'command' : known && specOf(known).args[args.length]
  return place ? starting(last, await argumentsFor(place)) : []

  async function argumentsFor(place: ArgumentName): Promise<Candidates> {
    const provider = args.find((arg) => Object.hasOwn(providers, arg)) ?? ''
    switch (place) {
      case 'command':
        return commandNames.map((name) => [name, texts.commands[name].summary])
      case 'provider':
        return Object.entries(providers).map(([name, { title }]) => [name, title[language]])
      case 'method': {
        const { methods = {} } = (await providers[provider]?.load({})) ?? {}
        return Object.entries(methods).map(([name, { title }]) => [name, title[language]])
      }
      case 'user': {
        const store = await openStore({ io, texts, language, values: {} } as Cli)
        return (await store.list()).filter((key) => key.provider === provider).map(({ userId }) => [userId, provider])
      }
      case 'format':
        return (await listFormats(language)).map(({ format, title }) => [format, title])
      case 'shell':
        return shells.map((name) => [name, ''])
      case 'file':
        return files
      case 'value':
        return [['cookie-header', '']]
    }
  }
}

/** `--qr`, or the short form of an option. */
function optionOf(word: string): OptionName | undefined {
  return optionNames.find((name) => word === `--${name}` || word === `-${optionSpec(name).short}`)
}

function valuesOf(option: OptionName): Candidates {
  const { choices = [], value } = optionSpec(option)
  return value === 'FILE' ? files : choices.map((choice) => [choice, ''])
}

function optionsOf(command: CommandName | undefined, texts: Texts): Candidates {
  const own = command ? specOf(command).options : []
  return [...own, ...commonOptions].map((name) => [`--${name}`, texts.options[name]])
}

function starting(typed: string, candidates: Candidates): Candidates {
  return candidates.filter(([value]) => value.startsWith(typed) || value.startsWith(':'))
}

import { styleText } from 'node:util'
import stringWidth from 'string-width'
import type { Cli } from '../cli.ts'
import { exitCodes } from '../exit-codes.ts'
import { wrap } from '../face/wrap.ts'
import { listFormats } from '../formats.ts'
import { providerNames, providers } from '../providers.ts'
import { type ArgumentName, type CommandName, commandNames, commonOptions, specOf } from './commands.ts'
import { type OptionName, specOf as optionSpec } from './options.ts'

type Row = readonly [term: string, meaning: string]

/** What `denglu --help` says. */
export async function renderHelp(cli: Cli): Promise<string> {
  const { help, commands } = cli.texts
  const summaries = commandNames.map((name): Row => [name, commands[name].summary])
  return joinSections([
    help.tagline,
    section(cli, help.usage, [`denglu ${help.commandPlaceholder} ${help.optionsPlaceholder}`]),
    section(cli, help.commands, list(cli, summaries)),
    section(
      cli,
      help.options,
      list(
        cli,
        commonOptions.map((name) => optionRow(cli, name)),
      ),
    ),
    await placesAndCodes(cli),
    help.more,
  ])
}

/** What `denglu <command> --help` says. */
export async function renderCommandHelp(cli: Cli, name: CommandName): Promise<string> {
  const { help, commands } = cli.texts
  const { args, needs = [], options } = specOf(name)
  const { summary, about, examples } = commands[name]
  const usage = [
    'denglu',
    name,
    ...args.map((arg) => (needs.includes(arg) ? `<${arg}>` : `[${arg}]`)),
    help.optionsPlaceholder,
  ].join(' ')
  const own = [...options, ...commonOptions]
  return joinSections([
    `denglu ${name}: ${summary}`,
    section(cli, help.usage, [usage]),
    ...about.map((paragraph) => indent(wrap(paragraph, widthOf(cli) - 2)).join('\n')),
    args.length > 0 ? section(cli, help.arguments, list(cli, await argumentRows(cli, args))) : '',
    section(
      cli,
      help.options,
      list(
        cli,
        own.map((option) => optionRow(cli, option)),
      ),
    ),
    section(cli, help.examples, examples),
    await placesAndCodes(cli),
  ])
}

async function argumentRows(cli: Cli, args: readonly ArgumentName[]): Promise<Row[]> {
  const rows = args.map(async (arg): Promise<Row[]> => {
    const known = arg === 'provider' ? providerRows(cli, args) : arg === 'format' ? formatRows(cli) : []
    return [[arg, cli.texts.args[arg]], ...(await known)]
  })
  return (await Promise.all(rows)).flat()
}

function providerRows(cli: Cli, args: readonly ArgumentName[]): Promise<Row[]> {
  const rows = Object.entries(providers).map(async ([name, entry]): Promise<Row> => {
    const title = entry.title[cli.language]
    if (!args.includes('method')) return [`  ${name}`, title]
    const { methods } = await entry.load({})
    return [`  ${name}`, `${title}; ${cli.texts.help.methods(Object.keys(methods).join(', '))}`]
  })
  return Promise.all(rows)
}

async function formatRows({ language }: Cli): Promise<Row[]> {
  const formats = await listFormats(language)
  return formats.map(({ format, title, providers: whose }) => {
    const forAll = whose.length === providerNames.length
    return [`  ${format}`, forAll ? title : `${title} (${whose.join(', ')})`]
  })
}

function optionRow({ texts }: Cli, name: OptionName): Row {
  const { short, value } = optionSpec(name)
  return [`${short ? `-${short}, ` : ''}--${name}${value ? ` ${value}` : ''}`, texts.options[name]]
}

/** What is the same for every command. */
async function placesAndCodes(cli: Cli): Promise<string> {
  const { help, exits } = cli.texts
  const { defaultDirectory } = await import('@denglu/store')
  const codes = Object.entries(exitCodes).map(([name, code]): Row => [`${code}`, exits[name as keyof typeof exits]])
  return joinSections([
    section(cli, help.exitCodes, list(cli, codes)),
    section(cli, help.environment, list(cli, Object.entries(help.variables))),
    section(cli, help.files, [defaultDirectory()]),
  ])
}

function section({ io }: Cli, title: string, lines: readonly string[]): string {
  return [styleText('bold', title, { stream: io.stdout }), ...indent(lines)].join('\n')
}

/** Terms in one column, meanings in another, wrapped there. */
function list(cli: Cli, rows: readonly Row[]): readonly string[] {
  const column = Math.min(26, Math.max(...rows.map(([term]) => stringWidth(term)))) + 2
  return rows.flatMap(([term, meaning]) => {
    const lines = wrap(meaning, widthOf(cli) - 2 - column).map((line) => ' '.repeat(column) + line)
    const width = stringWidth(term)
    return width + 2 > column ? [term, ...lines] : [term + (lines[0] ?? '').slice(width), ...lines.slice(1)]
  })
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`)
}

function joinSections(sections: readonly string[]): string {
  return sections.filter((text) => text !== '').join('\n\n')
}

function widthOf({ io }: Cli): number {
  return Math.min(io.stdout.columns ?? 80, 100)
}

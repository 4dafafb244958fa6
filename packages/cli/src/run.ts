import { styleText } from 'node:util'
import { type Cli, type Io, printJson, say } from './cli.ts'
import { parse, tokenize } from './command-line/parse.ts'
import { type ExitName, exitCodes } from './exit-codes.ts'
import { explain } from './explain.ts'
import { loadCommand } from './load-command.ts'
import { Interrupted } from './outcomes.ts'
import { loadTexts, pickLanguage } from './texts/texts.ts'

/** What hangs about when a command has ended gets so long to tidy up. */
const graceMs = 100

/** Runs a command line in this process, to its end. */
export async function runProcess(args: readonly string[]): Promise<void> {
  const interruption = new AbortController()
  // A second one ends the process there and then.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => interruption.abort(new Interrupted(name)))
  // Whoever reads may stop reading: `denglu list | head -1`.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  process.exitCode = exitCodes[await run(args, process, interruption.signal)]
  await Promise.all([flush(process.stdout), flush(process.stderr)])
  // A keyring that never answers, or a request that nobody waits for, does not keep the process.
  setTimeout(() => process.exit(), graceMs).unref()
}

/** Resolves once all that was written has left, however slowly it is read. */
function flush(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}

/** Runs a command line and says how it ended. Nothing is thrown. */
async function run(args: readonly string[], io: Io, signal: AbortSignal): Promise<ExitName> {
  const tokens = tokenize(args)
  const asked = tokens.find((token) => token.kind === 'option' && token.name === 'lang')
  const language = pickLanguage(asked?.kind === 'option' ? asked.value : undefined, io.env)
  const texts = await loadTexts(language)
  const flags = new Set(tokens.map((token) => token.kind === 'option' && token.name))
  try {
    const { command = 'help', args: rest, values } = parse(tokens, texts)
    const cli: Cli = { io, texts, language, signal, args: rest, values }
    if (values.version) return await printVersion(cli)
    if (values.help) return await (await loadCommand('help'))({ ...cli, args: command === 'help' ? rest : [command] })
    return await (await loadCommand(command))(cli)
  } catch (error) {
    return complain(error, { io, texts, language, json: flags.has('json'), verbose: flags.has('verbose') })
  }
}

async function printVersion({ io }: Cli): Promise<ExitName> {
  const { readVersion } = await import('./version.ts')
  io.stdout.write(`${readVersion()}\n`)
  return 'ok'
}

interface ComplaintOptions extends Pick<Cli, 'io' | 'texts' | 'language'> {
  readonly json: boolean
  readonly verbose: boolean
}

function complain(error: unknown, { io, texts, language, json, verbose }: ComplaintOptions): ExitName {
  const { exit, sentence, detail, advice, problem } = explain(error, texts, language)
  if (json) printJson({ io }, { type: 'error', ...problem })
  if (exit === 'interrupted' || exit === 'terminated') {
    say({ io }, sentence)
    return exit
  }
  const prefix = styleText(['red', 'bold'], texts.errorPrefix, { stream: io.stderr })
  say({ io }, `${prefix} ${sentence}`)
  for (const line of [detail, advice]) if (line) say({ io }, `  ${line}`)
  if (verbose && error instanceof Error) say({ io }, `\n${error.stack}${causesOf(error)}`)
  return exit
}

function causesOf(error: Error): string {
  return error.cause instanceof Error ? `\n${error.cause.stack}${causesOf(error.cause)}` : ''
}

import { exportCredential } from '@denglu/core'
import { readStored } from '../accounts.ts'
import { type Cli, type Command, print, printJson, say } from '../cli.ts'
import { commandLine, connect, openStore } from '../connect.ts'
import { renderTable } from '../face/table.ts'
import { listFormats } from '../formats.ts'
import { UsageError } from '../outcomes.ts'
import { writePrivately } from '../private-file.ts'
import { pickAccount } from './pick-account.ts'

/** Writes an account down for another tool, in the format that is named; without one, lists the formats. */
export const exportAccount: Command = async (cli) => {
  const [format, ...account] = cli.args
  const { output, json } = cli.values
  if (format === undefined) {
    await showFormats(cli)
    return 'ok'
  }
  if (output === undefined) requireReader(cli)
  const store = await openStore(cli)
  const key = await pickAccount(cli, store, { args: account })
  const provider = await connect(cli, key.provider)
  const text = exportCredential(provider, await readStored(cli, { store, provider, key }), format)
  if (output === undefined) {
    cli.io.stdout.write(cli.io.stdout.isTTY && !text.endsWith('\n') ? `${text}\n` : text)
    return 'ok'
  }
  await writePrivately(cli, output, text)
  if (json) printJson(cli, { ...key, format, path: output })
  else say(cli, cli.texts.formats.written(output))
  return 'ok'
}

/** Standard output takes what is secret when it is no screen, or when that was asked for; and JSON is never mixed with it. */
function requireReader({ io, values, texts, args }: Cli): void {
  const { toScreen, whereTo, jsonNeedsFile } = texts.formats
  const command = commandLine({ values }, 'export', ...args)
  if (values.json) throw new UsageError(jsonNeedsFile, whereTo(command))
  if (io.stdout.isTTY && !values.show) throw new UsageError(toScreen, whereTo(command))
}

async function showFormats(cli: Cli): Promise<void> {
  const formats = await listFormats(cli.language)
  if (cli.values.json) return printJson(cli, { formats })
  const { format: id, file, holds, forWhom } = cli.texts.formats
  const rows = formats.map(({ format, title, fileName, providers }) => [format, fileName, title, providers.join(', ')])
  print(cli, renderTable([[id, file, holds, forWhom], ...rows]))
}

import { type Command, print } from '../cli.ts'
import { commandNames, isCommandName } from '../command-line/commands.ts'
import { renderCommandHelp, renderHelp } from '../command-line/help.ts'
import { suggest } from '../command-line/suggest.ts'
import { UsageError } from '../outcomes.ts'

/** Help is what was asked for, so it goes to standard output. */
export const help: Command = async (cli) => {
  const [name] = cli.args
  if (name === undefined) {
    print(cli, await renderHelp(cli))
    return 'ok'
  }
  if (!isCommandName(name)) {
    const near = suggest(name, commandNames)
    const { unknownCommand, didYouMean, choose } = cli.texts.usage
    throw new UsageError(unknownCommand(name), near ? didYouMean(near) : choose(commandNames))
  }
  print(cli, await renderCommandHelp(cli, name))
  return 'ok'
}

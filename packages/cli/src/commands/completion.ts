import { type Command, print } from '../cli.ts'
import { shells } from '../command-line/commands.ts'
import { scripts } from '../completion/scripts.ts'
import { UsageError } from '../outcomes.ts'

/** Prints what makes a shell complete this command. */
export const completion: Command = async (cli) => {
  const shell = shells.find((known) => known === cli.args[0])
  if (!shell) throw new UsageError(cli.texts.usage.whichShell, cli.texts.usage.choose(shells))
  print(cli, scripts[shell])
  return 'ok'
}

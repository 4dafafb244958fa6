import { type Cli, hasPerson } from '../cli.ts'
import { suggest } from '../command-line/suggest.ts'
import { findProvider } from '../connect.ts'
import { choose } from '../face/prompts.ts'
import { UsageError } from '../outcomes.ts'
import { type AnyProvider, providerNames, providers } from '../providers.ts'

/** The provider that was named, the only one there is, or the one that is picked from a menu. */
export async function pickProvider(cli: Cli): Promise<string> {
  const [named] = cli.args
  if (named !== undefined) {
    findProvider(cli, named)
    return named
  }
  const [only] = providerNames
  if (providerNames.length === 1 && only) return only
  const { whichProvider, choose: chooseOne } = cli.texts.usage
  if (!hasMenu(cli)) throw new UsageError(whichProvider, chooseOne(providerNames))
  const choices = Object.entries(providers).map(([value, { title }]) => ({
    value,
    label: title[cli.language],
    hint: value,
  }))
  return choose(cli, cli.texts.login.chooseProvider, choices)
}

/** The method that was named. Who picked the provider from a menu picks the method, too; others get the usual one. */
export async function pickMethod(cli: Cli, name: string, { methods }: AnyProvider): Promise<string> {
  const [provider, named] = cli.args
  const names = Object.keys(methods)
  if (named !== undefined) {
    if (names.includes(named)) return named
    const near = suggest(named, names)
    const { unknownMethod, didYouMean, choose: chooseOne } = cli.texts.usage
    throw new UsageError(unknownMethod(name, named), near ? didYouMean(near) : chooseOne(names))
  }
  const { defaultMethod } = findProvider(cli, name)
  if (provider !== undefined || providerNames.length === 1 || !hasMenu(cli)) return defaultMethod
  const choices = Object.entries(methods).map(([value, { title }]) => ({
    value,
    label: title[cli.language],
    hint: value,
  }))
  return choose(cli, cli.texts.login.chooseMethod, choices)
}

function hasMenu(cli: Cli): boolean {
  return hasPerson(cli) && !cli.values.json
}

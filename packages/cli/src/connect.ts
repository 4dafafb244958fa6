import type { FileStore } from '@denglu/store'
import type { Cli } from './cli.ts'
import { suggest } from './command-line/suggest.ts'
import { UsageError } from './outcomes.ts'
import { type AnyProvider, type ConnectOptions, type ProviderEntry, providerNames, providers } from './providers.ts'
import { shellWord } from './shell-word.ts'

const encryptions = ['auto', 'required', 'off'] as const

/** The emulator to talk to instead of the services, if any. */
export function emulatorOf({ values, io }: Cli): string | undefined {
  return values.emulator ?? (io.env.DENGLU_EMULATOR || undefined)
}

/** @throws {UsageError} when there is no such provider. */
export function findProvider({ texts }: Cli, name: string): ProviderEntry {
  const entry = Object.hasOwn(providers, name) ? providers[name] : undefined
  if (entry) return entry
  const near = suggest(name, providerNames)
  throw new UsageError(
    texts.usage.unknownProvider(name),
    near ? texts.usage.didYouMean(near) : texts.usage.choose(providerNames),
  )
}

/** The provider of that name, talking to the service or to the emulator. */
export async function connect(cli: Cli, name: string): Promise<AnyProvider> {
  const entry = findProvider(cli, name)
  const origin = emulatorOf(cli)
  return entry.load(origin === undefined ? {} : await reach(origin, cli))
}

async function reach(origin: string, { texts }: Cli): Promise<ConnectOptions> {
  const { emulatorFetch, emulatorMqttUrl } = await import('@denglu/emulator')
  try {
    return { fetch: emulatorFetch(origin), mqttUrl: emulatorMqttUrl(origin) }
  } catch {
    throw new UsageError(texts.usage.badEmulator(origin))
  }
}

/**
 * Where the accounts are kept.
 *
 * @param onPlain called when a login is written unencrypted because no keyring answers
 */
export async function openStore(cli: Cli, onPlain?: () => void): Promise<FileStore> {
  const { createFileStore, defaultDirectory } = await import('@denglu/store')
  const { join } = await import('node:path')
  const { DENGLU_HOME, DENGLU_ENCRYPTION: asked = 'auto' } = cli.io.env
  const home = DENGLU_HOME || defaultDirectory()
  // Accounts of an emulator have a place of their own, and never mix with real ones. The keyring is not asked for them.
  if (emulatorOf(cli) !== undefined) return createFileStore({ directory: join(home, 'emulator'), encryption: 'off' })
  const encryption = encryptions.find((choice) => choice === asked)
  const { badChoice, choose } = cli.texts.usage
  if (!encryption) throw new UsageError(badChoice('DENGLU_ENCRYPTION', asked), choose(encryptions))
  return createFileStore({ directory: home, encryption, ...(onPlain && { onPlain }) })
}

/** A command to be typed next, talking to whom this one talks to. */
export function commandLine({ values }: Cli, ...words: readonly string[]): string {
  const same = values.emulator ? ['--emulator', values.emulator] : []
  return ['denglu', ...words, ...same].map(shellWord).join(' ')
}

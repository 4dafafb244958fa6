import type { FileStore } from '@denglu/store'
import type { Cli } from './cli.ts'
import { suggest } from './command-line/suggest.ts'
import { UsageError } from './outcomes.ts'
import { type AnyProvider, type ConnectOptions, type ProviderEntry, providerNames, providers } from './providers.ts'
import { shellWord } from './shell-word.ts'

const encryptions = ['auto', 'required', 'off'] as const

export interface ConnectionParts {
  /** For logins: see `load` of {@link ProviderEntry}. */
  readonly stored?: readonly unknown[]
  /** Looks over the shoulder of every request. */
  readonly watch?: (fetch: typeof globalThis.fetch) => typeof globalThis.fetch
}

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
export async function connect(cli: Cli, name: string, { stored, watch }: ConnectionParts = {}): Promise<AnyProvider> {
  const entry = findProvider(cli, name)
  const origin = emulatorOf(cli)
  const route = origin === undefined ? await takeDetour(cli) : await reach(origin, cli)
  return entry.load(watch ? { ...route, fetch: watch(route.fetch ?? globalThis.fetch) } : route, stored)
}

async function reach(origin: string, { texts }: Cli): Promise<ConnectOptions> {
  const { emulatorFetch, emulatorMqttUrl } = await import('@denglu/emulator')
  try {
    return { fetch: emulatorFetch(origin), mqttUrl: emulatorMqttUrl(origin) }
  } catch {
    throw new UsageError(texts.usage.badEmulator(origin))
  }
}

/** Through a proxy, where there is one. */
async function takeDetour(cli: Cli): Promise<ConnectOptions> {
  const { chooseProxy, goThrough } = await import('./proxy.ts')
  const proxyFor = await chooseProxy(cli)
  return proxyFor ? goThrough(proxyFor) : {}
}

/**
 * Where the accounts are kept.
 *
 * @param onPlain called when a login is written unencrypted because no keyring answers
 */
export async function openStore(cli: Cli, onPlain?: () => void): Promise<FileStore> {
  const { createFileStore, defaultDirectory } = await import('@denglu/store')
  const { join } = await import('node:path')
  const home = cli.io.env.DENGLU_HOME || defaultDirectory()
  // Accounts of an emulator have a place of their own, and never mix with real ones. The keyring is not asked for them.
  if (emulatorOf(cli) !== undefined) return createFileStore({ directory: join(home, 'emulator'), encryption: 'off' })
  return createFileStore({ directory: home, encryption: encryptionOf(cli), ...(onPlain && { onPlain }) })
}

/** @throws {UsageError} */
export function encryptionOf({ io, texts }: Cli): (typeof encryptions)[number] {
  const { DENGLU_ENCRYPTION: asked = 'auto' } = io.env
  const encryption = encryptions.find((choice) => choice === asked)
  const { badChoice, choose } = texts.usage
  if (!encryption) throw new UsageError(badChoice('DENGLU_ENCRYPTION', asked), choose(encryptions))
  return encryption
}

/** A command to be typed next, talking to whom this one talks to. */
export function commandLine({ values }: Pick<Cli, 'values'>, ...words: readonly string[]): string {
  const same = values.emulator ? ['--emulator', values.emulator] : []
  return ['denglu', ...words, ...same].map(shellWord).join(' ')
}

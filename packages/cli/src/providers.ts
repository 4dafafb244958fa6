import type { Credential, Localized, MethodMap, Provider } from '@denglu/core'

/** A provider as the command uses it: whichever it is. */
export type AnyProvider = Provider<string, Credential, MethodMap<Credential>>

export interface ConnectOptions {
  /** Reaches an emulator instead of the services. */
  readonly fetch?: typeof globalThis.fetch
}

export interface ProviderEntry {
  readonly title: Localized
  readonly defaultMethod: string
  /** Loads its package, and nothing before. */
  load(options: ConnectOptions): Promise<AnyProvider>
}

/** Every provider. This is the only list of them. */
export const providers: Readonly<Record<string, ProviderEntry>> = {
  bilibili: {
    title: { en: 'Bilibili', zh: '哔哩哔哩' },
    defaultMethod: 'web-qr',
    load: async (options) => (await import('@denglu/bilibili')).createBilibili(options),
  },
}

export const providerNames = Object.keys(providers)

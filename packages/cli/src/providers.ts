import type { Credential, Localized, MethodMap, Provider } from '@denglu/core'

/** A provider as the command uses it: whichever it is. */
export type AnyProvider = Provider<string, Credential, MethodMap<Credential>>

/** How to reach an emulator instead of the services; nothing for the services themselves. */
export interface ConnectOptions {
  readonly fetch?: typeof globalThis.fetch
  readonly mqttUrl?: string
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
  'bilibili-intl': {
    title: { en: 'bilibili.tv', zh: 'bilibili.tv（国际版）' },
    defaultMethod: 'web-qr',
    load: async (options) => (await import('@denglu/bilibili-intl')).createBilibiliIntl(options),
  },
  qqmusic: {
    title: { en: 'QQ Music', zh: 'QQ 音乐' },
    defaultMethod: 'mobile-qr',
    load: async (options) => (await import('@denglu/qqmusic')).createQQMusic(options),
  },
}

export const providerNames = Object.keys(providers)

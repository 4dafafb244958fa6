import type { Agent } from 'node:http'
import type { Credential, Localized, MethodMap, Portable, Provider } from '@denglu/core'

/** A provider as the command uses it: whichever it is. */
export type AnyProvider = Provider<string, Credential, MethodMap<Credential>> &
  Pick<Portable<Credential>, 'formats' | 'isRenewable' | 'findUserId'>

/** How to reach an emulator, or the services by a detour; nothing for the services themselves. */
export interface ConnectOptions {
  readonly fetch?: typeof globalThis.fetch
  readonly mqttUrl?: string
  readonly mqttAgent?: Agent
}

export interface ProviderEntry {
  readonly title: Localized
  readonly defaultMethod: string
  /**
   * Loads its package, and nothing before.
   *
   * @param stored for logins: the stored credentials of this provider. The service trusts a device that it knows more.
   */
  load(options: ConnectOptions, stored?: readonly unknown[]): Promise<AnyProvider>
}

/** Every provider. This is the only list of them. */
export const providers: Readonly<Record<string, ProviderEntry>> = {
  bilibili: {
    title: { en: 'Bilibili', zh: '哔哩哔哩' },
    defaultMethod: 'web-qr',
    async load(options, stored) {
      const { createBilibili } = await import('@denglu/bilibili')
      const device = findDevice(createBilibili(), stored)
      return createBilibili({ ...options, ...(device && { device }) })
    },
  },
  'bilibili-intl': {
    title: { en: 'bilibili.tv', zh: 'bilibili.tv（国际版）' },
    defaultMethod: 'web-qr',
    load: async (options) => (await import('@denglu/bilibili-intl')).createBilibiliIntl(options),
  },
  qqmusic: {
    title: { en: 'QQ Music', zh: 'QQ 音乐' },
    defaultMethod: 'mobile-qr',
    async load(options, stored) {
      const { createDevice, createQQMusic } = await import('@denglu/qqmusic')
      // It counts devices: the first login invents one, and the credential keeps it for those that follow.
      const device = stored && (findDevice(createQQMusic(), stored) ?? createDevice())
      return createQQMusic({ ...options, ...(device && { device }) })
    },
  },
}

export const providerNames = Object.keys(providers)

/** The device of an earlier login. Credentials that this release cannot read are passed over. */
function findDevice<Device>(
  provider: { parseCredential(value: unknown): { readonly device?: Device } },
  stored: readonly unknown[] = [],
): Device | undefined {
  for (const value of stored) {
    try {
      const { device } = provider.parseCredential(value)
      if (device) return device
    } catch {}
  }
  return undefined
}

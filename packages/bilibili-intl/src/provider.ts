import {
  browserUserAgent,
  type CallOptions,
  createContexts,
  defineProvider,
  type Portable,
  type Provider,
  type ProviderOptions,
} from '@denglu/core'
import { type Country, fetchCountries } from './api/countries.ts'
import { whoIs } from './api/user.ts'
import { type BilibiliIntlCredential, parseCredential } from './credential.ts'
import { formats } from './formats/formats.ts'
import { check } from './lifecycle/check.ts'
import { logout } from './lifecycle/logout.ts'
import { refresh } from './lifecycle/refresh.ts'
import type { Locale } from './locales.ts'
import { createPassword } from './methods/password.ts'
import { createSms } from './methods/sms.ts'
import { createTvQr } from './methods/tv-qr.ts'
import { createWebQr } from './methods/web-qr.ts'

export interface BilibiliIntlOptions extends ProviderOptions {
  /** The language that the service answers in. @default 'en' */
  readonly locale?: Locale
}

function createMethods(locale: Locale) {
  return {
    'web-qr': createWebQr(locale),
    'tv-qr': createTvQr(locale),
    password: createPassword(locale),
    sms: createSms(locale),
  } as const
}

export type BilibiliIntlMethods = ReturnType<typeof createMethods>
export interface BilibiliIntlProvider
  extends Provider<'bilibili-intl', BilibiliIntlCredential, BilibiliIntlMethods>,
    Pick<Required<Portable<BilibiliIntlCredential>>, 'formats' | 'isRenewable' | 'findUserId'> {
  /** The countries whose phone numbers the service takes, in the provider's language; the caller's own comes first. */
  fetchCountries(options?: CallOptions): Promise<readonly Country[]>
}

/** Logging in to bilibili.tv. Its accounts are not those of bilibili.com. */
export function createBilibiliIntl(options: BilibiliIntlOptions = {}): BilibiliIntlProvider {
  const { locale = 'en', userAgent = browserUserAgent } = options
  const environment = {
    ...options,
    headers: {
      'user-agent': userAgent,
      accept: 'application/json, text/plain, */*',
      referer: 'https://www.bilibili.tv/',
      origin: 'https://www.bilibili.tv',
    },
  }
  const contextFor = createContexts(environment)
  const provider = defineProvider(
    {
      name: 'bilibili-intl',
      methods: createMethods(locale),
      parseCredential,
      cookies: ({ cookies }) => cookies,
      check: (credential, context) => check(credential, locale, context),
      refresh,
      logout: (credential, context) => logout(credential, locale, context),
    },
    environment,
  )
  return {
    ...provider,
    formats,
    isRenewable: ({ app }) => app !== undefined,
    async findUserId({ cookies }, callOptions) {
      const { isLoggedIn, userId } = await whoIs(
        'bilibili-intl: find the user',
        cookies,
        locale,
        contextFor(callOptions),
      )
      return isLoggedIn ? userId : undefined
    },
    fetchCountries: (callOptions) => fetchCountries(locale, contextFor(callOptions)),
  }
}

/** bilibili.tv with the options everybody starts with. */
export const bilibiliIntl: BilibiliIntlProvider = createBilibiliIntl()

import {
  browserUserAgent,
  type CallOptions,
  createContexts,
  defineProvider,
  type Portable,
  type Provider,
  type ProviderOptions,
  readInput,
} from '@denglu/core'
import { type AppName, apps, findApp } from './api/apps.ts'
import { type BilibiliCaptcha, type CaptchaKind, fetchCaptcha } from './api/captcha.ts'
import { type Country, fetchCountries } from './api/countries.ts'
import { type BilibiliDevice, fetchDevice, parseDevice } from './api/device.ts'
import { type BilibiliCredential, parseCredential } from './credential.ts'
import { formats } from './formats/formats.ts'
import { site } from './formats/site.ts'
import { addAppTokens } from './lifecycle/add-app-tokens.ts'
import { check } from './lifecycle/check.ts'
import { siteCorrespondKey } from './lifecycle/correspond.ts'
import { logout } from './lifecycle/logout.ts'
import { refresh } from './lifecycle/refresh.ts'
import { createPassword } from './methods/password.ts'
import { createSms } from './methods/sms.ts'
import { createTvQr } from './methods/tv-qr.ts'
import { webQr } from './methods/web-qr.ts'

export interface BilibiliOptions extends ProviderOptions {
  /** The app that `tv-qr` logs in as; its tokens only work with its key. @default 'android-tv' */
  readonly app?: AppName | undefined
  /** The public key (PEM) that a web refresh proves the time with; tests bring the emulator's. @default the site's own */
  readonly correspondKey?: string | undefined
  /**
   * The device that `password` and `sms` log in with, from `fetchDevice` or a credential's `device`. Keep one and use it
   * again: a new device is trusted less. @default a new one for each login
   */
  readonly device?: BilibiliDevice | undefined
}

function createMethods(app: AppName, device: BilibiliDevice | undefined) {
  return {
    'web-qr': webQr,
    'tv-qr': createTvQr(apps[app]),
    password: createPassword(device),
    sms: createSms(device),
  } as const
}

export type BilibiliMethods = ReturnType<typeof createMethods>

/** What `bilibili` can do beyond logging in. */
export interface BilibiliProvider
  extends Provider<'bilibili', BilibiliCredential, BilibiliMethods>,
    Pick<Required<Portable<BilibiliCredential>>, 'formats' | 'isRenewable' | 'findUserId'> {
  /**
   * Gives a web credential app tokens, without a phone: its own session confirms a TV code.
   *
   * @throws {LoginError} `credential-rejected` when the session has ended.
   */
  addAppTokens(credential: BilibiliCredential, options?: CallOptions): Promise<BilibiliCredential>
  /**
   * Asks for a captcha and does nothing else, for programs that make their own calls. Logins ask for theirs themselves.
   */
  fetchCaptcha(kind: CaptchaKind, options?: CallOptions): Promise<BilibiliCaptcha>
  /** Asks for the ids of a new device. With `ticket`, for a ticket as well, which lowers the risk score for three days. */
  fetchDevice(options?: CallOptions & { readonly ticket?: boolean | undefined }): Promise<BilibiliDevice>
  /** The regions whose phone numbers the service takes; the list of this release when the service's cannot be had. */
  fetchCountries(options?: CallOptions): Promise<readonly Country[]>
}

/** Logging in to bilibili.com. */
export function createBilibili(options: BilibiliOptions = {}): BilibiliProvider {
  const app = options.app ?? 'android-tv'
  const environment = {
    ...options,
    headers: { 'user-agent': options.userAgent ?? browserUserAgent, referer: 'https://www.bilibili.com' },
  }
  const contextFor = createContexts(environment)
  const device = options.device && parseDevice(readInput(options.device, 'a bilibili device'))
  const provider = defineProvider(
    {
      name: 'bilibili',
      methods: createMethods(app, device),
      parseCredential,
      cookies: (credential) => site.toState(credential, contextFor().clock.now()).cookies,
      check,
      refresh: (credential, context) => refresh(credential, context, options.correspondKey ?? siteCorrespondKey),
      logout,
    },
    environment,
  )
  return {
    ...provider,
    formats,
    isRenewable: ({ refreshToken, app: own }) => !!refreshToken || !!(own && findApp(own.appkey)),
    findUserId: async (draft, callOptions) => (await check(draft, contextFor(callOptions))).account?.userId,
    addAppTokens: async (credential, callOptions) =>
      addAppTokens(provider.parseCredential(credential), apps[app], contextFor(callOptions)),
    fetchCaptcha: (kind, callOptions) => fetchCaptcha('bilibili', kind, contextFor(callOptions)),
    fetchDevice: (callOptions) => fetchDevice('bilibili', contextFor(callOptions), callOptions?.ticket),
    fetchCountries: (callOptions) => fetchCountries('bilibili', contextFor(callOptions)),
  }
}

/** Bilibili with the options everybody starts with. */
export const bilibili: BilibiliProvider = createBilibili()

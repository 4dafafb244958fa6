import type { Agent } from 'node:http'
import {
  browserUserAgent,
  type CallOptions,
  createContexts,
  defineProvider,
  type Portable,
  type Provider,
  type ProviderOptions,
} from '@denglu/core'
import { call, type MusicCall, type MusicCallOptions } from './api/gateway.ts'
import { cookiesOf } from './api/web-cookies.ts'
import { parseCredential, type QQMusicCredential } from './credential.ts'
import { parseDevice, type QQMusicDevice } from './device/device.ts'
import { fetchQimei } from './device/qimei.ts'
import { formats } from './formats/formats.ts'
import { check } from './lifecycle/check.ts'
import { logout } from './lifecycle/logout.ts'
import { isRenewable, refresh } from './lifecycle/refresh.ts'
import { createMobileQr, type MobileQrOptions } from './methods/mobile-qr.ts'
import { createQqQr } from './methods/qq-qr.ts'
import { createSms } from './methods/sms.ts'
import { createWechatQr } from './methods/wechat-qr.ts'

export interface QQMusicOptions extends ProviderOptions {
  /** The broker behind `mobile-qr`. @default 'wss://mu.y.qq.com/ws/handshake' */
  readonly mqttUrl?: string
  /** Opens the connections to it: the seam for proxies, which `fetch` is for everything else. @default straight to the broker */
  readonly mqttAgent?: Agent
  /**
   * The phone this program claims to be, from `createDevice`: keep it, and a new login is no new device of the account.
   *
   * @default none: the service takes logins without
   */
  readonly device?: QQMusicDevice
}

function createMethods(options: MobileQrOptions) {
  return {
    'mobile-qr': createMobileQr(options),
    'qq-qr': createQqQr(options),
    'wechat-qr': createWechatQr(options),
    sms: createSms(options),
  } as const
}

export type QQMusicMethods = ReturnType<typeof createMethods>

/** What `qqmusic` can do beyond logging in. */
export interface QQMusicProvider
  extends Provider<'qqmusic', QQMusicCredential, QQMusicMethods>,
    Pick<Portable<QQMusicCredential>, 'formats' | 'isRenewable'> {
  /**
   * Calls one method of the gateway behind which most of the service is, and gives its data. Integers beyond 2^53 are
   * strings there.
   *
   * @throws {LoginError} `credential-rejected` when the session has ended, `service-refused` for other refusals.
   *
   * @example
   * await qqmusic.call({ module: 'music.UserInfo.userInfoServer', method: 'GetLoginUserInfo' }, { credential })
   */
  call(call: MusicCall, options?: MusicCallOptions & CallOptions): Promise<Readonly<Record<string, unknown>>>
  /**
   * Registers a device with the service that numbers Tencent's devices, and gives it back with its numbers. No login
   * needs this; it makes a device look more like an installed app.
   *
   * @throws {LoginError} `network-failed` or `response-unexpected`: the device is as good as before.
   */
  fetchQimei(device: QQMusicDevice, options?: CallOptions): Promise<QQMusicDevice>
}

/** Logging in to QQ Music. */
export function createQQMusic(options: QQMusicOptions = {}): QQMusicProvider {
  const { mqttUrl = 'wss://mu.y.qq.com/ws/handshake', mqttAgent, userAgent = browserUserAgent } = options
  const environment = { ...options, headers: { 'user-agent': userAgent } }
  const contextFor = createContexts(environment)
  const device = options.device && parseDevice(options.device)
  const provider = defineProvider(
    {
      name: 'qqmusic',
      methods: createMethods({ mqttUrl, mqttAgent, userAgent, device }),
      parseCredential,
      cookies: cookiesOf,
      check,
      // A credential that knows no device of its own, from another library say, is refreshed from this one.
      refresh: (credential, context) => refresh({ ...(device && { device }), ...credential }, context),
      logout,
    },
    environment,
  )
  return {
    ...provider,
    formats,
    isRenewable,
    async call(musicCall, { signal, ...caller } = {}) {
      const { data } = await call(contextFor({ signal }), {
        ...caller,
        device: caller.device ?? caller.credential?.device ?? device,
        step: `qqmusic: ${musicCall.method}`,
        call: musicCall,
      })
      return data.raw() as Readonly<Record<string, unknown>>
    },
    fetchQimei: (unnumbered, callOptions) => fetchQimei(parseDevice(unnumbered), contextFor(callOptions)),
  }
}

/** QQ Music with the options everybody starts with. */
export const qqmusic: QQMusicProvider = createQQMusic()

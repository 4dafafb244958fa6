import { defineProvider, type Provider, type ProviderOptions } from '@denglu/core'
import { cookiesOf } from './cookies.ts'
import { parseCredential, type QQMusicCredential } from './credential.ts'
import type { QQMusicDevice } from './device/device.ts'
import { check } from './lifecycle/check.ts'
import { logout } from './lifecycle/logout.ts'
import { refresh } from './lifecycle/refresh.ts'
import { createMobileQr, type MobileQrOptions } from './methods/mobile-qr.ts'
import { createQqQr } from './methods/qq-qr.ts'
import { createSms } from './methods/sms.ts'
import { createWechatQr } from './methods/wechat-qr.ts'

export interface QQMusicOptions extends ProviderOptions {
  /** The broker behind `mobile-qr`. @default 'wss://mu.y.qq.com/ws/handshake' */
  readonly mqttUrl?: string
  /**
   * The phone this program claims to be, from `createDevice`: keep it, and a new login is no new device of the account.
   *
   * @default none: the service takes logins without
   */
  readonly device?: QQMusicDevice
}

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36'

function createMethods(options: MobileQrOptions) {
  return {
    'mobile-qr': createMobileQr(options),
    'qq-qr': createQqQr(options),
    'wechat-qr': createWechatQr(options),
    sms: createSms(options),
  } as const
}

export type QQMusicMethods = ReturnType<typeof createMethods>
export type QQMusicProvider = Provider<'qqmusic', QQMusicCredential, QQMusicMethods>

/** Logging in to QQ Music. */
export function createQQMusic(options: QQMusicOptions = {}): QQMusicProvider {
  const { mqttUrl = 'wss://mu.y.qq.com/ws/handshake', userAgent = browser, device } = options
  return defineProvider(
    {
      name: 'qqmusic',
      methods: createMethods({ mqttUrl, userAgent, device }),
      parseCredential,
      cookies: cookiesOf,
      check,
      // A credential that knows no device of its own, from another library say, is refreshed from this one.
      refresh: (credential, context) => refresh({ ...(device && { device }), ...credential }, context),
      logout,
    },
    { ...options, headers: { 'user-agent': userAgent } },
  )
}

/** QQ Music with the options everybody starts with. */
export const qqmusic: QQMusicProvider = createQQMusic()

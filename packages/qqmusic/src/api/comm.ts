import type { Cookie, JsonValue } from '@denglu/core'
import type { QQMusicCredential } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'
import { exactInteger } from './exact-json.ts'
import { gtk } from './hash33.ts'
import { cookiesOf } from './web-cookies.ts'

/** Which of the official clients a call looks like. */
export type Profile = 'android' | 'desktop' | 'web'

/** Who makes a call, and from what. */
export interface Caller {
  readonly credential?: QQMusicCredential | undefined
  /** @default the credential's own, or none */
  readonly device?: QQMusicDevice | undefined
}

/** What a profile puts into a request: the `comm` object, and what travels outside of the body. */
export interface Guise {
  readonly comm: Readonly<Record<string, JsonValue | undefined>>
  readonly userAgent: string
  readonly cookies: readonly Cookie[]
}

/** The version whose interfaces this package speaks, 14.9.0.8. */
export const androidVersion = 14090008

/** Taken by the service from clients that have no QIMEI of their own. */
const fallbackQimei36 = '6c9d3cd110abca9b16311cee10001e717614'

const browser =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36'

/** @see docs/services/qqmusic.md#profiles */
export const guises: Readonly<Record<Profile, (caller: Caller) => Guise>> = {
  android: ({ credential, device = credential?.device }) => ({
    comm: {
      ct: 11,
      cv: androidVersion,
      v: androidVersion,
      chid: '10003505',
      tmeAppID: 'qqmusic',
      QIMEI36: device?.qimei36 ?? fallbackQimei36,
      ...(device && describeDevice(device)),
      ...(credential && {
        qq: credential.userId,
        authst: credential.musicKey,
        tmeLoginType: credential.loginType,
      }),
    },
    userAgent: `QQMusic ${androidVersion}(android ${device?.osRelease ?? 10})`,
    cookies: [],
  }),

  // These two carry no key in `comm`: it travels in cookies.
  desktop: ({ credential, device = credential?.device }) => ({
    comm: { ct: 19, cv: 2201, chid: '0', guid: device?.openUdid.toUpperCase(), ...identify(credential) },
    userAgent: browser,
    cookies: credential ? cookiesOf(credential) : [],
  }),
  web: ({ credential }) => ({
    comm: {
      ct: 24,
      cv: 4747474,
      platform: 'yqq.json',
      chid: '0',
      uin: 0,
      g_tk: 5381,
      ...identify(credential),
      g_tk_new_20200303: credential ? gtk(credential.musicKey) : 5381,
      format: 'json',
      inCharset: 'utf-8',
      outCharset: 'utf-8',
      notice: 0,
      need_new_code: 1,
    },
    userAgent: browser,
    cookies: credential ? cookiesOf(credential) : [],
  }),
}

function describeDevice(device: QQMusicDevice): Guise['comm'] {
  return {
    QIMEI: device.qimei,
    OpenUDID: device.openUdid,
    OpenUDID2: device.openUdid,
    udid: device.openUdid,
    aid: device.androidId,
    os_ver: device.osRelease,
    phonetype: device.model,
    devicelevel: String(device.sdkLevel),
    newdevicelevel: String(device.sdkLevel),
    rom: device.fingerprint,
  }
}

function identify(credential: QQMusicCredential | undefined): Guise['comm'] {
  return credential ? { uin: exactInteger(credential.userId), g_tk: gtk(credential.musicKey) } : {}
}

import { type Cookie, type Credential, type JsonReader, LoginError, readCookies, readCredential } from '@denglu/core'
import { type BilibiliDevice, parseDevice } from './api/device.ts'
import { sessionExpiry } from './api/session-cookies.ts'

const version = 1

/** The cookies without which nobody is logged in. */
const sessionCookies = ['SESSDATA', 'bili_jct', 'DedeUserID'] as const

/** What a login to bilibili.com leaves behind. */
export interface BilibiliCredential extends Credential<'bilibili'> {
  /** The web session, as the service set it. Never without a SESSDATA, bili_jct and DedeUserID. */
  readonly cookies: readonly Cookie[]
  /** Renews the web session; the site itself keeps it as `ac_time_value`. Absent after a TV login. */
  readonly refreshToken?: string
  /**
   * The refresh token of the session before this one, while the service has not been told to end it. `refresh`
   * finishes that first.
   */
  readonly replaces?: string
  /** The app session, after a TV login. */
  readonly app?: AppTokens
  /** The device that a login by password or text message was made with; new logins are trusted more with the same one. */
  readonly device?: BilibiliDevice
  /** The login created the account: the number was not known. */
  readonly isNewAccount?: boolean
}

/** Tokens of the app interfaces. They only work with the key of the app they were issued for. */
export interface AppTokens {
  readonly appkey: string
  readonly accessToken: string
  readonly refreshToken: string
  /** In ms since the epoch. */
  readonly expiresAt: number
}

/** What a login has found; the rest of a credential follows from it. */
export interface Issued {
  readonly cookies: readonly Cookie[]
  readonly refreshToken?: string | undefined
  readonly app?: AppTokens | undefined
  readonly device?: BilibiliDevice | undefined
  readonly isNewAccount?: boolean | undefined
}

/** Makes a credential of what was issued. The cookies must hold the session: see {@link missingCookies}. */
export function createCredential(issued: Issued, now: number): BilibiliCredential {
  const { cookies, refreshToken, app, device, isNewAccount } = issued
  const sessdata = findCookie(cookies, 'SESSDATA')
  const expiresAt = sessdata?.expiresAt ?? sessionExpiry(sessdata?.value)
  return {
    provider: 'bilibili',
    version,
    userId: findCookie(cookies, 'DedeUserID')?.value ?? '',
    issuedAt: now,
    ...(expiresAt !== undefined && { expiresAt }),
    cookies,
    ...(refreshToken && { refreshToken }),
    ...(app && { app }),
    ...(device && { device }),
    ...(isNewAccount && { isNewAccount }),
  }
}

/** Admits a credential from storage. */
export function parseCredential(value: unknown): BilibiliCredential {
  const { base, reader } = readCredential(value, { provider: 'bilibili', version })
  const cookies = readCookies(reader, 'cookies')
  const missing = missingCookies(cookies)
  if (missing.length > 0)
    throw new LoginError(`this is not a bilibili credential: it has no ${missing.join(', ')}`, {
      code: 'input-invalid',
    })
  const refreshToken = reader.optional('refreshToken', reader.text)
  const replaces = reader.optional('replaces', reader.text)
  const app = reader.has('app') ? parseAppTokens(reader.at('app')) : undefined
  const isNewAccount = reader.optional('isNewAccount', reader.boolean)
  return {
    ...base,
    cookies,
    ...(refreshToken && { refreshToken }),
    ...(replaces && { replaces }),
    ...(app && { app }),
    ...(reader.has('device') && { device: parseDevice(reader.at('device')) }),
    ...(isNewAccount && { isNewAccount }),
  }
}

function parseAppTokens(reader: JsonReader): AppTokens {
  return {
    appkey: reader.text('appkey'),
    accessToken: reader.text('accessToken'),
    refreshToken: reader.text('refreshToken'),
    expiresAt: reader.number('expiresAt'),
  }
}

export function findCookie(cookies: readonly Cookie[], name: string): Cookie | undefined {
  return cookies.find((cookie) => cookie.name === name)
}

/** The names of the session's cookies that are absent or empty. */
export function missingCookies(cookies: readonly Cookie[]): readonly string[] {
  return sessionCookies.filter((name) => !findCookie(cookies, name)?.value)
}

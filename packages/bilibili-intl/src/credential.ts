import {
  type Cookie,
  type Credential,
  hostMatches,
  type JsonReader,
  LoginError,
  readCookies,
  readCredential,
} from '@denglu/core'
import { findCookie, sessionEnd } from './api/session-cookies.ts'
import { domains } from './api/site.ts'

const version = 1

/** How long the site has been seen to keep a session, where it does not say. */
const usualLifeMs = 180 * 86_400_000

/** What a login to bilibili.tv leaves behind. It has nothing to do with an account of bilibili.com. */
export interface BilibiliIntlCredential extends Credential<'bilibili-intl'> {
  /** The web session, as the service set it. Never without a SESSDATA for bilibili.tv. */
  readonly cookies: readonly Cookie[]
  /** The app session, after a TV login. */
  readonly app?: AppTokens
  /** The login created the account: the number was not known. */
  readonly isNewAccount?: boolean
}

/** Tokens of the app interfaces. */
export interface AppTokens {
  readonly accessToken: string
  readonly refreshToken: string
  /** When the access token ends, in ms since the epoch. */
  readonly expiresAt: number
}

/** What a login has found; the rest of a credential follows from it. */
export interface Issued {
  readonly userId: string
  readonly cookies: readonly Cookie[]
  readonly app?: AppTokens | undefined
  readonly isNewAccount?: boolean | undefined
}

/** Makes a credential of what was issued. */
export function createCredential(issued: Issued, now: number): BilibiliIntlCredential {
  const { userId, cookies, app, isNewAccount } = issued
  const session = findCookie(cookies, 'SESSDATA')
  const expiresAt = (session && sessionEnd(session)) ?? now + usualLifeMs
  return {
    provider: 'bilibili-intl',
    version,
    userId,
    issuedAt: now,
    expiresAt,
    cookies,
    ...(app && { app }),
    ...(isNewAccount && { isNewAccount }),
  }
}

/**
 * Admits a credential from storage.
 *
 * @throws {LoginError} `input-invalid` when it is none of this service, or holds cookies of another one.
 */
export function parseCredential(value: unknown): BilibiliIntlCredential {
  const { base, reader } = readCredential(value, { provider: 'bilibili-intl', version })
  const cookies = readCookies(reader, 'cookies')
  const stranger = cookies.find((cookie) => !domains.some((domain) => hostMatches(cookie.domain, domain)))
  if (stranger) throw notOurs(`it holds cookies of ${stranger.domain}`)
  if (!findCookie(cookies, 'SESSDATA')) throw notOurs('it holds no SESSDATA for bilibili.tv')
  const app = reader.has('app') ? parseAppTokens(reader.at('app')) : undefined
  const isNewAccount = reader.optional('isNewAccount', reader.boolean)
  return { ...base, cookies, ...(app && { app }), ...(isNewAccount && { isNewAccount }) }
}

export function parseAppTokens(reader: JsonReader): AppTokens {
  return {
    accessToken: reader.text('accessToken'),
    refreshToken: reader.text('refreshToken'),
    expiresAt: reader.number('expiresAt'),
  }
}

function notOurs(problem: string): LoginError {
  return new LoginError(`this is not a bilibili-intl credential: ${problem}`, {
    code: 'input-invalid',
    hint: {
      en: 'Accounts of bilibili.tv and bilibili.com are separate. Log in to bilibili.tv.',
      zh: 'bilibili.tv 与 bilibili.com 的账号互不相通，请登录 bilibili.tv。',
    },
  })
}

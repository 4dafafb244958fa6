import {
  type CredentialFormat,
  isObject,
  type JsonReader,
  LoginError,
  parseJsonObject,
  plainCookie,
  readInput,
} from '@denglu/core'
import type { AppTokens, BilibiliCredential } from '../credential.ts'
import { site } from './site.ts'

/** The apps biliup logs in as, by its names for them. */
const platforms = { BiliTV: '4409e2ce8ffd12b8', Android: '783bbb7264451d82' } as const

/**
 * `cookies.json` of biliup: the answer of an app login, and the app it was for. It needs app tokens.
 *
 * @see https://github.com/biliup/biliup/blob/master/crates/biliup/src/uploader/credential.rs
 */
export const biliup: CredentialFormat<BilibiliCredential> = {
  id: 'biliup',
  title: { en: 'biliup', zh: 'biliup' },
  fileName: 'cookies.json',

  write({ cookies, app, userId }, now) {
    if (!app) throw needsTokens()
    const login = {
      cookie_info: {
        cookies: cookies.map(({ name, value, httpOnly, secure, expiresAt = 0 }) => ({
          name,
          value,
          http_only: Number(httpOnly),
          expires: Math.floor(expiresAt / 1_000),
          secure: Number(secure),
        })),
        domains: ['.bilibili.com'],
      },
      sso: [],
      token_info: {
        access_token: app.accessToken,
        expires_in: Math.max(0, Math.floor((app.expiresAt - now) / 1_000)),
        mid: Number(userId),
        refresh_token: app.refreshToken,
      },
      // Without a name it uses the tokens as long as they last, and renews nothing.
      platform: Object.entries(platforms).find(([, appkey]) => appkey === app.appkey)?.[0] ?? null,
    }
    return `${JSON.stringify(login, null, 2)}\n`
  },

  recognises(text) {
    const { cookie_info: cookies, token_info: tokens } = parseJsonObject(text) ?? {}
    return isObject(cookies) && isObject(tokens)
  },

  read(text, context) {
    const reader = readInput(parseJsonObject(text), 'a cookies.json of biliup')
    const cookies = reader.list('cookie_info.cookies').map((cookie) => {
      const expires = cookie.optional('expires', cookie.number)
      const plain = plainCookie(cookie.text('name'), cookie.string('value'), site.domain)
      return expires ? { ...plain, expiresAt: expires * 1_000 } : plain
    })
    const userId = context.userId ?? reader.id('token_info.mid')
    const credential = site.fromState({ cookies }, { ...context, userId })
    const app = readTokens(reader, credential, context.now)
    return { ...credential, ...(app && { app }) }
  },
}

/** Tokens only work with the key of their app: older files do not say which, and so keep nothing but the cookies. */
function readTokens(reader: JsonReader, { expiresAt }: BilibiliCredential, now: number): AppTokens | undefined {
  const platform = reader.optional('platform', reader.string)
  const appkey = Object.entries(platforms).find(([name]) => name === platform)?.[1]
  if (!appkey) return undefined
  const latest = now + reader.number('token_info.expires_in') * 1_000
  return {
    appkey,
    accessToken: reader.text('token_info.access_token'),
    refreshToken: reader.text('token_info.refresh_token'),
    // The file does not say since when; cookies and tokens of one login have been seen to end together.
    expiresAt: Math.min(latest, expiresAt ?? latest),
  }
}

function needsTokens(): LoginError {
  return new LoginError('biliup needs app tokens, and this credential has none', {
    code: 'input-invalid',
    hint: {
      en: 'Log in by tv-qr, or add them with `addAppTokens`.',
      zh: '请使用 tv-qr 登录，或通过 addAppTokens 获取。',
    },
  })
}

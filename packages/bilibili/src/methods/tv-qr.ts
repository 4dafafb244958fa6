import {
  type HttpRequest,
  type JsonReader,
  type LoginMethod,
  readInput,
  type StepContext,
  unexpected,
} from '@denglu/core'
import type { App } from '../api/apps.ts'
import { call, open, refusalOf } from '../api/envelope.ts'
import { loginCookie } from '../api/session-cookies.ts'
import { signParameters } from '../api/sign.ts'
import { type AppTokens, type BilibiliCredential, createCredential, missingCookies } from '../credential.ts'
import { isLongGone, qrLivesMs } from './qr-lifetime.ts'

const id = 'bilibili/tv-qr'
const everyMs = 2_000

/** What the poll reports in the outer `code`. Which of the first three are ever seen depends on the app key. */
const report = { unconfirmed: 86039, notScanned: 86101, scanned: 86090, expired: 86038, confirmed: 0 } as const

type TvQrState = {
  readonly authCode: string
  /** The code belongs to the app that asked for it. */
  readonly appkey: string
  readonly scanned: boolean
  readonly waitedMs: number
}

/**
 * Scan the code of a TV app: gives app tokens and the web session.
 *
 * @see docs/services/bilibili.md#tv-qr
 */
export function createTvQr(app: App): LoginMethod<undefined, TvQrState, BilibiliCredential> {
  const request = (
    what: string,
    path: string,
    parameters: Record<string, string>,
    { clock }: StepContext,
  ): HttpRequest => ({
    step: `${id}: ${what}`,
    url: `https://passport.bilibili.com/x/passport-tv-login/qrcode/${path}`,
    form: signParameters(
      { ...parameters, local_id: '0', mobi_app: app.mobiApp, platform: 'android', ts: Math.floor(clock.now() / 1_000) },
      app,
    ),
  })

  return {
    id,
    title: { en: 'Scan with the Bilibili app, as a TV', zh: '使用哔哩哔哩 App 扫码（电视端）' },
    fields: {},

    async start(_input, context) {
      const { body } = await call(context, request('create', 'auth_code', {}, context))
      return {
        next: 'poll',
        state: { authCode: body.text('data.auth_code'), appkey: app.appkey, scanned: false, waitedMs: everyMs },
        afterMs: everyMs,
        emit: {
          type: 'qr-ready',
          qr: { kind: 'text', text: body.text('data.url') },
          expiresAt: context.clock.now() + qrLivesMs,
        },
      }
    },

    async poll(state, context) {
      const opened = await open(context, request('poll', 'poll', { auth_code: state.authCode }, context))
      switch (opened.code) {
        case report.unconfirmed:
        case report.notScanned:
        case report.scanned: {
          if (isLongGone(state.waitedMs)) return { next: 'stop', reason: 'expired' }
          const waiting = { ...state, waitedMs: state.waitedMs + everyMs }
          if (opened.code !== report.scanned || state.scanned) return { next: 'poll', state: waiting, afterMs: everyMs }
          return { next: 'poll', state: { ...waiting, scanned: true }, afterMs: everyMs, emit: { type: 'qr-scanned' } }
        }
        case report.expired:
          return { next: 'stop', reason: 'expired' }
        case report.confirmed:
          return { next: 'done', credential: readAppLogin(`${id}: poll`, opened.body.at('data'), app, context) }
        default:
          throw refusalOf(opened)
      }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      return {
        authCode: reader.text('authCode'),
        appkey: reader.oneOf('appkey', [app.appkey]),
        scanned: reader.boolean('scanned'),
        waitedMs: reader.number('waitedMs'),
      }
    },
  }
}

/** A credential that has app tokens. */
export type AppLogin = BilibiliCredential & { readonly app: AppTokens }

/**
 * The credential in an app's login answer: tokens, and the web cookies in the body.
 *
 * @see docs/services/bilibili.md#app-login-answer
 */
export function readAppLogin(step: string, data: JsonReader, app: App, { clock }: StepContext): AppLogin {
  const now = clock.now()
  const cookies = data.list('cookie_info.cookies').map((cookie) => {
    const expires = cookie.optional('expires', cookie.number)
    // 0 is no moment: such a cookie lives as long as its session.
    return loginCookie(cookie.text('name'), cookie.string('value'), expires ? expires * 1_000 : undefined)
  })
  const missing = missingCookies(cookies)
  if (missing.length > 0)
    return unexpected(step)(`the login was confirmed, but the service gave no ${missing.join(', ')}`)
  // Older answers hold the tokens only in `data` itself.
  const tokens = data.has('token_info') ? data.at('token_info') : data
  return {
    ...createCredential({ cookies }, now),
    app: {
      appkey: app.appkey,
      accessToken: tokens.text('access_token'),
      refreshToken: tokens.text('refresh_token'),
      expiresAt: now + tokens.number('expires_in') * 1_000,
    },
  }
}

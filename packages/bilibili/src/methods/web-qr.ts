import {
  type Cookie,
  followRedirects,
  type HttpRequest,
  hostMatches,
  type LoginMethod,
  parseCookie,
  readInput,
  type Step,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { call, type Opened, refusal } from '../api/envelope.ts'
import { cookiesInUrl, pickLoginCookies } from '../api/session-cookies.ts'
import { type BilibiliCredential, createCredential, missingCookies } from '../credential.ts'
import { isLongGone, qrLivesMs } from './qr-lifetime.ts'

const id = 'bilibili/web-qr'
const everyMs = 2_000
const scannedEveryMs = 1_000

/** What the poll reports in `data.code`; the outer code is 0 for all of them. */
const report = { waiting: 86101, scanned: 86090, expired: 86038, confirmed: 0 } as const

type WebQrState =
  | { readonly phase: 'waiting'; readonly key: string; readonly scanned: boolean; readonly expiresAt: number }
  /** Confirmed, but the cookies are still to be fetched from `url`; the key is used up. */
  | {
      readonly phase: 'confirmed'
      readonly url: string
      readonly refreshToken: string
      readonly cookies: readonly (Cookie & Record<string, string | number | boolean>)[]
    }

type WebQrStep = Step<WebQrState, BilibiliCredential>

/**
 * Scan a code on the web site with the phone app.
 *
 * @see docs/services/bilibili.md#web-qr
 */
export const webQr: LoginMethod<undefined, WebQrState, BilibiliCredential> = {
  id,
  title: { en: 'Scan with the Bilibili app', zh: '使用哔哩哔哩 App 扫码' },
  fields: {},

  async start(_input, context) {
    const { body } = await call(context, request('create', 'generate'))
    const expiresAt = context.clock.now() + qrLivesMs
    return {
      next: 'poll',
      state: { phase: 'waiting', key: body.text('data.qrcode_key'), scanned: false, expiresAt },
      afterMs: everyMs,
      emit: { type: 'qr-ready', qr: { kind: 'text', text: body.text('data.url') }, expiresAt },
    }
  },

  async poll(state, context) {
    return state.phase === 'waiting' ? askAboutScan(state, context) : fetchCookies(state, context)
  },

  parseState(value) {
    const reader = readInput(value, `a state of ${id}`)
    const phase = reader.oneOf('phase', ['waiting', 'confirmed'])
    return phase === 'waiting'
      ? { phase, key: reader.text('key'), scanned: reader.boolean('scanned'), expiresAt: reader.number('expiresAt') }
      : {
          phase,
          url: reader.text('url'),
          refreshToken: reader.string('refreshToken'),
          cookies: reader.list('cookies').map((cookie) => ({ ...parseCookie(cookie) })),
        }
  },
}

function request(what: string, path: string, query: HttpRequest['query'] = {}): HttpRequest {
  return {
    step: `${id}: ${what}`,
    url: `https://passport.bilibili.com/x/passport-login/web/qrcode/${path}`,
    query: { ...query, source: 'main-fe-header' },
  }
}

async function askAboutScan(state: WebQrState & { phase: 'waiting' }, context: StepContext): Promise<WebQrStep> {
  const opened = await call(context, request('poll', 'poll', { qrcode_key: state.key }))
  const code = opened.body.number('data.code')
  switch (code) {
    case report.waiting:
    case report.scanned: {
      if (isLongGone(state.expiresAt, context.clock)) return { next: 'stop', reason: 'expired' }
      if (code === report.waiting || state.scanned) return { next: 'poll', state, afterMs: rhythm(code) }
      return { next: 'poll', state: { ...state, scanned: true }, afterMs: rhythm(code), emit: { type: 'qr-scanned' } }
    }
    case report.expired:
      return { next: 'stop', reason: 'expired' }
    case report.confirmed:
      return readConfirmed(opened, context)
    default:
      throw refusal(`${id}: poll`, code, opened.body.optional('data.message', opened.body.string))
  }
}

function rhythm(code: number): number {
  return code === report.scanned ? scannedEveryMs : everyMs
}

/**
 * The success answer is given once, so what it says goes into the state before anything else is asked: a lost
 * request, or a new process, then starts from there and not from a key that is used up.
 */
function readConfirmed({ body, response }: Opened, context: StepContext): WebQrStep {
  const url = body.optional('data.url', body.string) ?? ''
  const refreshToken = body.optional('data.refresh_token', body.string) ?? ''
  const found = [response.cookies, cookiesInUrl(url)].map(pickLoginCookies)
  const complete = found.find((cookies) => missingCookies(cookies).length === 0)
  if (complete)
    return { next: 'done', credential: createCredential({ cookies: complete, refreshToken }, context.clock.now()) }
  if (!url) return reportMissing('poll', found[0] ?? [])
  const cookies = response.cookies.map((cookie) => ({ ...cookie }))
  return { next: 'poll', state: { phase: 'confirmed', url, refreshToken, cookies }, afterMs: 0 }
}

/** Follows the success url as a browser would: each hop sets the cookies again. */
async function fetchCookies(state: WebQrState & { phase: 'confirmed' }, context: StepContext): Promise<WebQrStep> {
  const { received } = await followRedirects(
    context.http,
    { step: `${id}: fetch cookies`, url: state.url, cookies: state.cookies },
    { allow: isTrusted, clock: context.clock },
  )
  const cookies = pickLoginCookies([...state.cookies, ...received])
  if (missingCookies(cookies).length > 0) return reportMissing('fetch cookies', cookies)
  return {
    next: 'done',
    credential: createCredential({ cookies, refreshToken: state.refreshToken }, context.clock.now()),
  }
}

function isTrusted(url: URL): boolean {
  return url.hostname === 'passport.biligame.com' || hostMatches(url.hostname, 'bilibili.com')
}

function reportMissing(what: string, cookies: readonly Cookie[]): never {
  const missing = missingCookies(cookies).join(', ')
  return unexpected(`${id}: ${what}`)(`the login was confirmed, but the service gave no ${missing}`)
}

import { type HttpRequest, type LoginMethod, readInput, type Step, type StepContext } from '@denglu/core'
import { call, refusal } from '../api/envelope.ts'
import type { BilibiliCredential } from '../credential.ts'
import { isLongGone, qrLivesMs } from './qr-lifetime.ts'
import { type ConfirmedState, fetchSession, finishWebLogin, parseConfirmed, readOutcome } from './web-session.ts'

const id = 'bilibili/web-qr'
const everyMs = 2_000
const scannedEveryMs = 1_000

/** What the poll reports in `data.code`; the outer code is 0 for all of them. */
const report = { waiting: 86101, scanned: 86090, expired: 86038, confirmed: 0 } as const

type WebQrState =
  | { readonly phase: 'waiting'; readonly key: string; readonly scanned: boolean; readonly waitedMs: number }
  | ConfirmedState

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
    // Without a source the address is shorter, and its code fits into a terminal of 24 lines.
    const { body } = await call(context, request('create', 'generate'))
    return {
      next: 'poll',
      state: { phase: 'waiting', key: body.text('data.qrcode_key'), scanned: false, waitedMs: everyMs },
      afterMs: everyMs,
      emit: {
        type: 'qr-ready',
        qr: { kind: 'text', text: body.text('data.url') },
        expiresAt: context.clock.now() + qrLivesMs,
      },
    }
  },

  async poll(state, context) {
    return state.phase === 'waiting' ? askAboutScan(state, context) : fetchSession(id, state, context)
  },

  parseState(value) {
    const reader = readInput(value, `a state of ${id}`)
    const phase = reader.oneOf('phase', ['waiting', 'confirmed'])
    return phase === 'waiting'
      ? { phase, key: reader.text('key'), scanned: reader.boolean('scanned'), waitedMs: reader.number('waitedMs') }
      : parseConfirmed(reader)
  },
}

function request(what: string, path: string, query: HttpRequest['query'] = {}): HttpRequest {
  return {
    step: `${id}: ${what}`,
    url: `https://passport.bilibili.com/x/passport-login/web/qrcode/${path}`,
    query,
  }
}

async function askAboutScan(state: WebQrState & { phase: 'waiting' }, context: StepContext): Promise<WebQrStep> {
  const opened = await call(context, request('poll', 'poll', { qrcode_key: state.key, source: 'main-fe-header' }))
  const code = opened.body.number('data.code')
  switch (code) {
    case report.waiting:
    case report.scanned: {
      if (isLongGone(state.waitedMs)) return { next: 'stop', reason: 'expired' }
      const afterMs = code === report.scanned ? scannedEveryMs : everyMs
      const waiting = { ...state, waitedMs: state.waitedMs + afterMs }
      if (code === report.waiting || state.scanned) return { next: 'poll', state: waiting, afterMs }
      return { next: 'poll', state: { ...waiting, scanned: true }, afterMs, emit: { type: 'qr-scanned' } }
    }
    case report.expired:
      return { next: 'stop', reason: 'expired' }
    case report.confirmed:
      return finishWebLogin(`${id}: poll`, opened, readOutcome(opened), context)
    default:
      throw refusal(`${id}: poll`, code, opened.body.optional('data.message', opened.body.string))
  }
}

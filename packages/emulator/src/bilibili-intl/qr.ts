import type { Call, Route } from '../http/router.ts'
import type { QrCode } from '../world/qr-code.ts'
import { passport } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import type { Success } from './success.ts'
import { tokenInfo } from './tokens.ts'

interface QrDetail {
  readonly isTv: boolean
}

const base = '/x/intl/passport-login/qrcode/auth'

/** The part of an address that goes with a language. */
const languages: Readonly<Record<string, string>> = { th_TH: 'th', vi_VN: 'vi', id_ID: 'id', ms_MY: 'ms' }

/**
 * Logging in by a QR code. The state is the outer code, and the numbers do not go in order: 10018101, 10018102, 0, with
 * 10018100 for a code that is over.
 *
 * @see docs/services/bilibili-intl.md#qr-login
 */
export function qrRoutes(service: BilibiliIntlService, success: Success): readonly Route[] {
  const { world, settings, sessions } = service
  const shelves = {
    web: world.qr.shelf<QrDetail>({ realm: 'bilibili-intl', method: 'bilibili-intl/web-qr' }),
    tv: world.qr.shelf<QrDetail>({ realm: 'bilibili-intl', method: 'bilibili-intl/tv-qr' }),
  }

  function create({ params }: Call): Response {
    const ticket = world.random.hex(32)
    const language = languages[params.get('s_locale') ?? ''] ?? 'en'
    const text = `${settings.qrOrigin}/h5/${language}/qrcode/login?ticket=${ticket}`
    const isTv = params.get('platform') === 'tv'
    const reopens = settings.decline === 'waiting'
    shelves[isTv ? 'tv' : 'web'].issue({ key: ticket, text, livesMs: settings.qrLivesMs, reopens, detail: { isTv } })
    return ok({ qr_url: text, qr_type: 'qrcode_login' })
  }

  function poll(call: Call): Response {
    const ticket = call.params.get('ticket')
    if (!ticket) return refuse(-400, call)
    const code = shelves.web.find(ticket) ?? shelves.tv.find(ticket)
    if (!code?.consume()) return refuse(report(code), call)
    const mid = Number(code.userId)
    return code.detail.isTv ? answerTv(mid) : success.answer(mid)
  }

  function report(code: QrCode | undefined): number {
    if (code?.state === 'created') return 10018101
    return code?.state === 'scanned' ? 10018102 : 10018100
  }

  /** A TV keeps no cookies, so everything is in the body. */
  function answerTv(mid: number): Response {
    if (settings.tvSuccess === 'nothing') return ok({ mid })
    const session = sessions.open(mid, { withTokens: true })
    const cookies = settings.tvSuccess === 'tokens-only' ? [] : Object.entries(session.cookies)
    return ok({
      token_info: { mid, ...tokenInfo(session.tokens, settings) },
      cookie_info: { cookies: cookies.map(([name, value]) => ({ name, value })) },
    })
  }

  return [
    { method: 'GET', hosts: [passport], path: `${base}/url`, handle: create },
    { method: 'GET', hosts: [passport], path: `${base}/fetch`, handle: poll },
  ]
}

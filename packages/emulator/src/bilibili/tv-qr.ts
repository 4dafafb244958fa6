import type { Call } from '../http/router.ts'
import type { QrCode } from '../world/qr-code.ts'
import { appKeys } from './app-keys.ts'
import { appSession, appSso } from './app-session.ts'
import { checkAppSign } from './app-sign.ts'
import type { Code } from './codes.ts'
import { passport, passportTv } from './hosts.ts'
import { readPhoneCaller } from './phone-caller.ts'
import { type BilibiliRoute, forApps, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import { confirmPage, deadCodePage, loginFirstPage } from './tv-auth-page.ts'

interface TvQrDetail {
  readonly appkey: string
  readonly localId: string
}

const base = '/x/passport-tv-login'

/**
 * Logging in to the TV app by its QR code. Here the state is the outer code.
 *
 * @see docs/services/bilibili.md#tv-qr
 */
export function tvQrRoutes(service: BilibiliService): readonly BilibiliRoute[] {
  const { world, settings, sessions, replies } = service
  const shelf = world.qr.shelf<TvQrDetail>({ realm: 'bilibili', method: 'bilibili/tv-qr' })

  function authCode({ params }: Call): Response {
    const signed = checkAppSign(params)
    if (!signed.ok) return replies.refuse(signed.code)
    const localId = params.get('local_id')
    if (localId === undefined) return replies.refuse(-400)
    if (!appKeys.get(signed.appkey)?.qr) return replies.refuse(-663)

    const key = world.random.hex(32)
    const mobiApp = params.get('mobi_app')
    const suffix = mobiApp === undefined ? '' : `&mobi_app=${encodeURIComponent(mobiApp)}`
    const text = `https://${passport}${base}/h5/qrcode/auth?auth_code=${key}${suffix}`
    shelf.issue({ key, text, livesMs: settings.qrLivesMs, detail: { appkey: signed.appkey, localId } })
    return replies.ok({ url: text, auth_code: key })
  }

  function poll({ params }: Call): Response {
    const signed = checkAppSign(params)
    if (!signed.ok) return replies.refuse(signed.code)
    const key = params.get('auth_code')
    const localId = params.get('local_id')
    if (key === undefined || localId === undefined) return replies.refuse(-400)
    const code = shelf.find(key)
    // A code belongs to the app and the device that asked for it; for others it does not exist.
    if (code?.detail.appkey !== signed.appkey || code.detail.localId !== localId) return replies.refuse(-404)
    return code.consume() ? succeed(code) : replies.refuse(report(code))
  }

  function report({ state, detail }: QrCode<TvQrDetail>): Code {
    if (state === 'created') return settings.tvUnscannedCode
    if (state === 'scanned' || (state === 'declined' && settings.decline === 'stays-scanned')) {
      return appKeys.get(detail.appkey)?.tellsScanned ? 86090 : 86039
    }
    return 86038
  }

  function succeed(code: QrCode<TvQrDetail>): Response {
    const mid = Number(code.userId)
    const session =
      settings.tvSuccess === 'no-session' ? hollowSession(mid) : appSession(service, mid, code.detail.appkey)
    return replies.ok({ is_new: false, ...session.token_info, ...session })
  }

  // From here on, what a phone or a logged-in browser calls.

  function confirm(call: Call): Response {
    const caller = readPhoneCaller(call, sessions)
    if (!caller.ok) return replies.refuse(caller.code)
    const key = call.params.get('auth_code')
    if (!key) return replies.refuse(-400)
    const code = shelf.find(key)
    if (!code) return replies.refuse(-404)
    return code.confirm(caller.userId) ? replies.ok({}) : replies.refuse(86038)
  }

  /** Opening the page counts as the scan. */
  function openAuthPage({ params, cookies }: Call): Response {
    const session = sessions.bySessdata(cookies.get('SESSDATA'))
    if (!session) return replies.page(loginFirstPage)
    const code = shelf.find(params.get('auth_code') ?? '')
    return replies.page(code?.scan(session.cookies.DedeUserID) ? confirmPage(code.key, session) : deadCodePage)
  }

  return [
    forApps(post([passport, passportTv], `${base}/qrcode/auth_code`, authCode)),
    forApps(post([passport, passportTv], `${base}/qrcode/poll`, poll)),
    post([passport, passportTv], `${base}/h5/qrcode/confirm`, confirm),
    get([passport, passportTv], `${base}/h5/qrcode/auth`, openAuthPage),
  ]
}

function hollowSession(mid: number) {
  const token_info = { mid, access_token: '', refresh_token: '', expires_in: 0 }
  return { token_info, cookie_info: { cookies: [], domains: [] }, sso: appSso }
}

import type { Call } from '../http/router.ts'
import type { QrCode } from '../world/qr-code.ts'
import { passport } from './hosts.ts'
import { readPhoneCaller } from './phone-caller.ts'
import { type BilibiliRoute, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { OpenWebSession } from './web-success.ts'

interface WebQrDetail {
  readonly goUrl: string | undefined
}

const base = '/x/passport-login/web/qrcode'

/**
 * Logging in to the web site by its QR code. The state is in `data.code`; the outer code is 0 all along.
 *
 * @see docs/services/bilibili.md#web-qr
 */
export function webQrRoutes(service: BilibiliService, openWebSession: OpenWebSession): readonly BilibiliRoute[] {
  const { world, settings, sessions, replies } = service
  const shelf = world.qr.shelf<WebQrDetail>({ realm: 'bilibili', method: 'bilibili/web-qr' })

  function generate({ params }: Call): Response {
    const key = world.random.hex(32)
    const page = 'https://account.bilibili.com/h5/account-h5/auth/scan-web?navhide=1&callback=close'
    const text = `${page}&qrcode_key=${key}&from=${encodeURIComponent(params.get('source') ?? '')}`
    shelf.issue({ key, text, livesMs: settings.qrLivesMs, detail: { goUrl: params.get('go_url') } })
    return replies.ok({ url: text, qrcode_key: key })
  }

  function poll({ params }: Call): Response {
    const key = params.get('qrcode_key')
    if (!key) return replies.refuse(-400)
    const code = shelf.find(key)
    if (code?.consume()) return succeed(code)
    return replies.ok({ url: '', refresh_token: '', timestamp: 0, ...report(code) })
  }

  function report(code: QrCode | undefined): { readonly code: number; readonly message: string } {
    if (code?.state === 'created') return { code: 86101, message: '未扫码' }
    const pretends = code?.state === 'declined' && settings.decline === 'stays-scanned'
    if (code?.state === 'scanned' || pretends) return { code: 86090, message: '二维码已扫码未确认' }
    return { code: 86038, message: '二维码已失效' }
  }

  function succeed(code: QrCode<WebQrDetail>): Response {
    const { url, refreshToken, timestamp, cookies } = openWebSession(Number(code.userId), code.detail.goUrl)
    return replies.ok({ url, refresh_token: refreshToken, timestamp, code: 0, message: '' }, cookies)
  }

  // From here on, what the app on the phone calls.

  /** A call of the phone's: who it is, and which code it means. */
  const fromPhone = (act: (code: QrCode, userId: string) => boolean, data: unknown) => (call: Call) => {
    const caller = readPhoneCaller(call, sessions)
    if (!caller.ok) return replies.refuse(caller.code)
    const key = call.params.get('qrcode_key')
    if (!key) return replies.refuse(-400)
    const code = shelf.find(key)
    return code && act(code, caller.userId) ? replies.ok(data) : replies.refuse(86038)
  }

  return [
    get([passport], `${base}/generate`, generate),
    get([passport], `${base}/poll`, poll),
    get(
      [passport],
      `${base}/check`,
      fromPhone((code, userId) => code.scan(userId), {}),
    ),
    get([passport], `${base}/scene`, fromPhone(isPending, scene)),
    post(
      [passport],
      `${base}/confirm`,
      fromPhone((code, userId) => code.confirm(userId), {}),
    ),
  ]
}

const isPending = (code: QrCode) => code.state === 'created' || code.state === 'scanned'

/** What the phone shows before it asks for the confirmation. Nothing here asks for a text message first. */
const scene = {
  is_game: false,
  location_diff: false,
  qrcode_location: '',
  transient: false,
  obtain_env: false,
  env_show_list: [],
  verify_tel: false,
}

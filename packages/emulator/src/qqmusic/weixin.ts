import type { Call, Route } from '../http/router.ts'
import type { QrCode } from '../world/qr-code.ts'
import type { CodeWatch } from './code-watch.ts'
import { weixin, weixinPollHosts } from './hosts.ts'
import { drawJpeg } from './picture.ts'
import type { QQMusicService } from './service.ts'

interface Detail {
  /** The ticket that a confirmed code is worth, made once. */
  ticket?: string
}

const appId = 'wx48db31d50e334801'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
const html = { 'content-type': 'text/html; charset=utf-8' }

/** Logging in with WeChat by its code. @see docs/services/qqmusic.md#wechat-qr */
export function weixinRoutes({ world, settings, accounts, codes }: QQMusicService, watch: CodeWatch): readonly Route[] {
  const shelf = world.qr.shelf<Detail>({ realm: 'qqmusic', method: 'qqmusic/wechat-qr' })

  function page({ params }: Call): Response {
    const isGood = params.get('appid') === appId && params.get('response_type') === 'code'
    if (!isGood || params.get('scope') !== 'snsapi_login')
      return new Response('<p>Scope 参数错误</p>', { headers: html })
    const uuid = world.random.text(16, alphabet)
    const text = `https://${weixin}/connect/confirm?uuid=${uuid}`
    shelf.issue({ key: uuid, text, livesMs: settings.qrLivesMs, detail: {} })
    const body = `<!DOCTYPE html><html><head><title>微信登录</title></head><body>
<img class="js_qrcode_img web_qrcode_img" src="/connect/qrcode/${uuid}">
<script>var fordevtool = "https://${weixinPollHosts[1]}/connect/l/qrconnect?uuid=${uuid}"</script>
</body></html>`
    return new Response(body, { headers: html })
  }

  /** Held back until there is news, as far as the client knows. */
  async function poll({ params, request }: Call): Promise<Response> {
    const code = shelf.find(params.get('uuid') ?? '')
    const isKnown = () => code?.state === 'created' || (code?.state === 'scanned' && params.get('last') === '404')
    if (code && isKnown()) await changed(code, request.signal)
    const [status, ticket] = report(code, isKnown())
    if (params.get('f') === 'json') return Response.json({ wx_errcode: status, wx_code: ticket })
    return new Response(`window.wx_errcode=${status};window.wx_code='${ticket}';`, {
      headers: { 'content-type': 'text/javascript; charset=utf-8' },
    })
  }

  function changed(code: QrCode, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const finish = () => {
        clearTimeout(timer)
        unwatch()
        signal.removeEventListener('abort', finish)
        resolve()
      }
      const timer = setTimeout(finish, settings.longPollMs)
      const unwatch = watch.watch(code, finish)
      signal.addEventListener('abort', finish)
      if (signal.aborted) finish()
    })
  }

  function report(code: QrCode<Detail> | undefined, isKnown: boolean): readonly [number, string] {
    switch (code?.state) {
      case 'created':
        return [408, '']
      case 'scanned':
        return [isKnown ? 408 : 404, '']
      case 'declined':
        return [403, '']
      case 'confirmed': {
        const account = accounts.find(code.userId ?? '')
        if (account) code.detail.ticket ??= codes.wechat.issue(account)
        return [405, code.detail.ticket ?? '']
      }
      default:
        return [402, '']
    }
  }

  async function picture({ url }: Call): Promise<Response> {
    const code = shelf.find(url.pathname.slice(url.pathname.lastIndexOf('/') + 1))
    if (!code) return new Response(null, { status: 404 })
    return new Response(Buffer.from(await drawJpeg(code.text), 'base64'), { headers: { 'content-type': 'image/jpeg' } })
  }

  return [
    { method: 'GET', hosts: [weixin], path: '/connect/qrconnect', handle: page },
    { method: 'GET', hosts: [weixin], path: '/connect/qrcode/*', handle: picture },
    { method: 'GET', hosts: weixinPollHosts, path: '/connect/l/qrconnect', handle: poll },
  ]
}

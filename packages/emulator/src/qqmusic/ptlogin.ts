import type { Call, Route } from '../http/router.ts'
import { hash33 } from './hash33.ts'
import { ptlogin, ptloginGraph } from './hosts.ts'
import { drawPng } from './picture.ts'
import type { QQMusicService } from './service.ts'
import { createTickets, type Tickets } from './tickets.ts'

const app = { appid: '716027609', daid: '383', pt_3rd_aid: '100497308' }
const loginJump = 'https://graph.qq.com/oauth2.0/login_jump'
const past = 'Expires=Thu, 01 Jan 1970 00:00:00 GMT'
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/**
 * Logging in to QQ by its code, as far as the cookies of graph.qq.com.
 *
 * @param skeys where each `p_skey` that is set is noted, with its QQ number
 * @see docs/services/qqmusic.md#qq-qr
 */
export function ptloginRoutes(
  { world, settings, accounts }: QQMusicService,
  skeys: Map<string, string>,
): readonly Route[] {
  const { random } = world
  const shelf = world.qr.shelf<undefined>({ realm: 'qqmusic', method: 'qqmusic/qq-qr' })
  const signatures: Tickets<string> = createTickets(random)

  async function show({ params }: Call): Promise<Response> {
    const { appid, daid, pt_3rd_aid } = app
    const given = [params.get('appid'), params.get('daid'), params.get('pt_3rd_aid')]
    if (given.join() !== [appid, daid, pt_3rd_aid].join()) return new Response(null, { status: 403 })
    const qrsig = random.text(64, alphabet)
    const text = `https://txz.qq.com/p?k=${qrsig}&f=${appid}`
    const picture = await drawPng(text)
    shelf.issue({ key: qrsig, text, picture, livesMs: settings.qrLivesMs, detail: undefined })
    return new Response(Buffer.from(picture, 'base64'), {
      headers: { 'content-type': 'image/png', 'set-cookie': `qrsig=${qrsig};Path=/;Domain=ptlogin2.qq.com;` },
    })
  }

  function poll({ params, cookies }: Call): Response {
    const qrsig = cookies.get('qrsig') ?? ''
    if (!qrsig || params.get('ptqrtoken') !== `${hash33(qrsig, 0)}`) return new Response(null, { status: 403 })
    const code = shelf.find(qrsig)
    if (code?.consume()) return confirmed(code.userId ?? '')
    switch (code?.state) {
      case 'created':
        return callback('66', '', '二维码未失效。')
      case 'scanned':
        return callback('67', '', `二维码认证中。(${random.digits(10)})`)
      case 'declined':
        return callback('68', '', '本次登录已被拒绝。')
      default:
        return callback('65', '', '二维码已失效。')
    }
  }

  function confirmed(uin: string): Response {
    // Other clients cut these pairs out by their neighbours, so the order counts.
    const query = [
      `pttype=1&uin=${uin}&service=ptqrlogin&nodirect=0&ptsigx=${signatures.issue(uin).toLowerCase()}`,
      `s_url=${encodeURIComponent(loginJump)}&f_url=&ptlang=2052&ptredirect=100&aid=${app.appid}&daid=${app.daid}`,
      'j_later=0&low_login_hour=0&regmaster=0&pt_login_type=3&pt_aid=0&pt_aaid=16&pt_light=0',
      `pt_3rd_aid=${app.pt_3rd_aid}`,
    ].join('&')
    const cookies = [
      `superuin=o${uin}; Path=/; Domain=ptlogin2.qq.com; Secure; HttpOnly`,
      `supertoken=${random.digits(10)}; Path=/; Domain=ptlogin2.qq.com; Secure`,
      `RK=${random.hex(10)}; Path=/; Domain=qq.com`,
      `ptcz=${random.hex(64)}; Path=/; Domain=qq.com`,
    ]
    const { name = '' } = accounts.find(uin) ?? {}
    return callback('0', `https://${ptloginGraph}/check_sig?${query}`, '登录成功！', { name, cookies })
  }

  function checkSignature({ params }: Call): Response {
    const uin = params.get('uin')
    const isGood = params.get('service') === 'ptqrlogin' && params.get('pttype') === '1'
    const signed = signatures.redeem(params.get('ptsigx')?.toUpperCase())
    if (!isGood || !uin || signed !== uin) return new Response(null, { status: 403 })
    const headers = new Headers({ location: params.get('s_url') ?? loginJump })
    for (const line of settings.checkSig === 'ok' ? letIn(uin) : forbid()) headers.append('set-cookie', line)
    return new Response(null, { status: 302, headers })
  }

  /** In the order of a real answer: what is set for graph.qq.com is then deleted for qq.com. */
  function letIn(uin: string): readonly string[] {
    const pSkey = random.text(44, alphabet)
    skeys.set(pSkey, uin)
    return [
      `pt2gguin=o${uin}; Path=/; Domain=ptlogin2.qq.com`,
      `p_uin=o${uin}; Path=/; Domain=graph.qq.com`,
      `pt4_token=${random.text(44, alphabet)}; Path=/; Domain=graph.qq.com`,
      `p_skey_forbid=; ${past}; Path=/; Domain=graph.qq.com`,
      `p_skey=${pSkey}; Path=/; Domain=graph.qq.com; Secure`,
      `pt_oauth_token=${random.text(64, alphabet)}; Path=/; Domain=graph.qq.com; Secure; HttpOnly`,
      `p_uin=; ${past}; Path=/; Domain=qq.com`,
      `p_skey=; ${past}; Path=/; Domain=qq.com`,
      `pt4_token=; ${past}; Path=/; Domain=qq.com`,
      'pt_login_type=3; Path=/; Domain=graph.qq.com; Secure; HttpOnly; SameSite=None',
    ]
  }

  function forbid(): readonly string[] {
    return [
      `p_skey=; ${past}; Path=/; Domain=graph.qq.com; Secure`,
      `p_skey_forbid=1; Path=/; Domain=graph.qq.com`,
      'pt_login_type=3; Path=/; Domain=graph.qq.com; Secure; HttpOnly; SameSite=None',
    ]
  }

  return [
    { method: 'GET', hosts: [ptlogin], path: '/ptqrshow', handle: show },
    { method: 'GET', hosts: [ptlogin], path: '/ptqrlogin', handle: poll },
    { method: 'GET', hosts: [ptloginGraph], path: '/check_sig', handle: checkSignature },
  ]
}

function callback(
  code: string,
  url: string,
  message: string,
  { name = '', cookies = [] }: { readonly name?: string; readonly cookies?: readonly string[] } = {},
): Response {
  const quoted = [code, '0', url, '0', message].map((argument) => `'${argument}'`)
  const nick = name.replace(/['\\]/g, '\\$&')
  const headers = new Headers({ 'content-type': 'application/javascript; charset=utf-8' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(`ptuiCB(${quoted.join(',')}, '${nick}')`, { headers })
}

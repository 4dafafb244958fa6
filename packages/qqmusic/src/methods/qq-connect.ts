import { type Cookie, cookiesFor, mergeCookies, ServiceRefusedError, type StepContext, unexpected } from '@denglu/core'
import { gtk } from '../api/hash33.ts'
import { lostPage } from '../api/lost-page.ts'

/** What QQ is told of the site that the person logs in to. */
export const site = { appid: '716027609', daid: '383', pt_3rd_aid: '100497308' } as const

const authorizeUrl = 'https://graph.qq.com/oauth2.0/authorize'
const loginJump = 'https://graph.qq.com/oauth2.0/login_jump'

/** What is asked for; the second is what QQ Music's own page asks for since 2026-10. */
const grants = [
  { scope: 'get_user_info,get_app_friends', openapi: '1010_1030' },
  { scope: 'get_user_info', openapi: '1010' },
] as const

/** What the phone's confirmation is worth. */
export type Signature = { readonly uin: string; readonly ptsigx: string }

/**
 * Turns a confirmation into the cookies of graph.qq.com; `undefined` when it is used up or void.
 *
 * @see docs/services/qqmusic.md#check_sig
 */
export async function checkSignature(
  step: string,
  { uin, ptsigx }: Signature,
  { http, clock }: StepContext,
): Promise<readonly Cookie[] | undefined> {
  // A host of its own, and without any cookies: forwarding those of the polls is suspected to cause refusals.
  const response = await http.send({
    step,
    url: 'https://ssl.ptlogin2.graph.qq.com/check_sig',
    query: {
      uin,
      pttype: '1',
      service: 'ptqrlogin',
      nodirect: '0',
      ptsigx,
      s_url: loginJump,
      ptlang: '2052',
      ptredirect: '100',
      aid: site.appid,
      daid: site.daid,
      j_later: '0',
      low_login_hour: '0',
      regmaster: '0',
      pt_login_type: '3',
      pt_aid: '0',
      pt_aaid: '16',
      pt_light: '0',
      pt_3rd_aid: site.pt_3rd_aid,
    },
    headers: { referer: 'https://xui.ptlogin2.qq.com/' },
  })
  if (response.status === 403) return undefined
  if (response.status !== 302) throw lostPage(response, 'a redirect')
  // The answer sets p_skey for graph.qq.com and then deletes it for qq.com: two cookies that share a name.
  const kept = mergeCookies([], response.cookies, clock.now())
  const cookies = cookiesFor(new URL(authorizeUrl), kept, clock.now())
  if (findValue(cookies, 'p_skey')) return cookies
  if (findValue(cookies, 'p_skey_forbid')) throw forbidden(step, response.status)
  return unexpected(step)('the login was confirmed, but the service gave no p_skey')
}

/**
 * Lets QQ Music use the login, which gives a code for one time.
 *
 * @see docs/services/qqmusic.md#authorize
 */
export async function authorize(step: string, cookies: readonly Cookie[], context: StepContext): Promise<string> {
  let errorCode: string | undefined
  for (const grant of grants) {
    const response = await context.http.send({
      step,
      url: authorizeUrl,
      cookies,
      form: {
        response_type: 'code',
        client_id: site.pt_3rd_aid,
        redirect_uri: 'https://y.qq.com/portal/wx_redirect.html?login_type=1&surl=https://y.qq.com/',
        scope: grant.scope,
        state: 'state',
        switch: '',
        from_ptlogin: '1',
        src: '1',
        update_auth: '1',
        openapi: grant.openapi,
        g_tk: gtk(findValue(cookies, 'p_skey')),
        auth_time: context.clock.now(),
        ui: uuid(context),
      },
    })
    if (response.status >= 500) throw lostPage(response, 'a redirect')
    const location = response.headers.get('location')
    const answer = location && URL.canParse(location) ? new URL(location).searchParams : new URLSearchParams()
    const code = answer.get('code')
    if (code) return code
    errorCode = answer.get('error_code') ?? answer.get('error') ?? errorCode
  }
  if (errorCode && /^\d+$/.test(errorCode)) {
    throw new ServiceRefusedError('QQ did not authorize the login', {
      reason: 'unknown',
      serviceCode: Number(errorCode),
      step,
    })
  }
  return unexpected(step)('QQ gave no code for the login')
}

function findValue(cookies: readonly Cookie[], name: string): string {
  return cookies.find((cookie) => cookie.name === name && cookie.value)?.value ?? ''
}

function forbidden(step: string, status: number): ServiceRefusedError {
  return new ServiceRefusedError('QQ forbids this login to other sites', {
    reason: 'risk-control',
    serviceCode: status,
    step,
    hint: {
      en: 'Log in by scanning with the QQ Music app instead, or turn off login protection in QQ.',
      zh: '请改用 QQ 音乐 App 扫码登录，或在 QQ 中关闭登录保护。',
    },
  })
}

/** @see https://www.rfc-editor.org/rfc/rfc9562#section-5.4 */
function uuid({ random }: StepContext): string {
  const bytes = Buffer.from(random.bytes(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

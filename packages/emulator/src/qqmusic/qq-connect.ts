import type { Call, Route } from '../http/router.ts'
import { hash33 } from './hash33.ts'
import { graph } from './hosts.ts'
import type { QQMusicService } from './service.ts'

const clientId = '100497308'

/** Letting QQ Music use a login of QQ. @see docs/services/qqmusic.md#authorize */
export function qqConnectRoutes(
  { settings, accounts, codes }: QQMusicService,
  skeys: ReadonlyMap<string, string>,
): readonly Route[] {
  function authorize({ params, cookies }: Call): Response {
    const pSkey = cookies.get('p_skey') ?? ''
    const uin = skeys.get(pSkey)
    const account = uin === undefined ? undefined : accounts.find(uin)
    const body = (name: string) => params.body.get(name) ?? ''
    const isLoggedIn = account && cookies.get('p_uin') === `o${uin}` && body('g_tk') === `${hash33(pSkey, 5381)}`
    if (!isLoggedIn) return new Response('<!DOCTYPE html><title>QQ帐号安全登录</title>', { headers: html })
    const redirect = body('redirect_uri')
    if (
      body('client_id') !== clientId ||
      body('response_type') !== 'code' ||
      !redirect.startsWith('https://y.qq.com/')
    ) {
      return redirectTo(`https://${graph}/oauth2.0/show?which=error&error=100010&error_code=100010`)
    }
    if (!settings.grantsFriends && body('scope').includes('get_app_friends')) {
      return redirectTo(`https://${graph}/oauth2.0/show?which=error&error=100013&error_code=100013`)
    }
    return redirectTo(`${redirect}&code=${codes.qq.issue(account)}&state=${encodeURIComponent(body('state'))}`)
  }

  return [{ method: 'POST', hosts: [graph], path: '/oauth2.0/authorize', handle: authorize }]
}

const html = { 'content-type': 'text/html; charset=utf-8' }

function redirectTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}

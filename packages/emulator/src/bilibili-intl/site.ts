import type { Call, Route } from '../http/router.ts'
import { api, passport } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import { loginCookies } from './sessions.ts'

/** What a session is good for, and how it ends. */
export function siteRoutes({ settings, sessions, accounts }: BilibiliIntlService): readonly Route[] {
  const sessionOf = ({ cookies }: Call) => sessions.bySessdata(cookies.get('SESSDATA'))

  function user(call: Call): Response {
    const session = sessionOf(call)
    const account = accounts.find(({ mid }) => mid === session?.mid)
    if (!account) return settings.anonymous === 'refusal' ? refuse(-101, call) : ok({ is_login: false })
    return ok({
      is_login: true,
      mid: account.userId, // a string here, a number elsewhere
      nickname: account.name,
      avatar: account.avatarUrl,
      sign: '',
      birth: { date: '2000-01-01' },
      vip_info: { is_vip: false },
    })
  }

  function history(call: Call): Response {
    if (!sessionOf(call)) return refuse(-101, call)
    const group = (name: string) => ({ name, cards: [] })
    return ok({ today: group('Today'), yesterday: group('Yesterday'), earlier: group('Earlier') })
  }

  /** The token belongs in the query; in the body it is not seen. */
  function exit(call: Call): Response {
    const session = sessionOf(call)
    if (!session) return refuse(-101, call)
    if (call.params.query.get('csrf') !== session.cookies.bili_jct) return refuse(-111, call)
    sessions.end(session)
    return ok({ go_url: '' }, loginCookies(session, { expiresAt: 0 }))
  }

  return [
    { method: 'GET', hosts: [api], path: '/intl/gateway/web/v2/user', handle: user },
    { method: 'GET', hosts: [api], path: '/intl/gateway/web/v2/history/nav_list', handle: history },
    { method: 'GET', hosts: [api], path: '/intl/videoup/mobile/area-code', handle: () => ok(areaCodes) },
    { method: 'POST', hosts: [passport], path: '/x/intl/passport-login/web/login/exit', handle: exit },
  ]
}

/** Six of some 214; `country_id` is the calling code. */
const areaCodes = {
  current_id: 65,
  common: [
    { id: 11, name: 'Singapore', country_id: 65, short_name: 'SG' },
    { id: 13, name: 'Malaysia', country_id: 60, short_name: 'MY' },
    { id: 178, name: 'Thailand', country_id: 66, short_name: 'TH' },
    { id: 210, name: 'Indonesia', country_id: 62, short_name: 'ID' },
    { id: 212, name: 'Vietnam', country_id: 84, short_name: 'VN' },
    { id: 69, name: 'Philippines', country_id: 63, short_name: 'PH' },
  ],
}

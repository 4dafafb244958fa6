import type { CookieToSet } from '../http/cookies.ts'
import type { Call, Route } from '../http/router.ts'
import { passport, passportIntl } from './hosts.ts'
import { nothingHere, ok, redirect, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import { type BilibiliIntlSession, loginCookies } from './sessions.ts'

/** The answer that ends every web login, and the detours on which its cookies may be found instead. */
export interface Success {
  answer(mid: number, options?: { readonly isNew: boolean }): Response
  readonly routes: readonly Route[]
}

const base = '/x/intl/passport-login/web/sso'
/** The emulator's own: tells the SSO list who is asking before there is a session. */
const interimCookie = 'sso_interim'
const interimLivesMs = 300_000

export function createSuccess({ world, settings, sessions }: BilibiliIntlService): Success {
  /** Sessions that are on their way, by the nonce that leads to them. */
  const onTheWay = new Map<string, BilibiliIntlSession>()
  const findByNonce = ({ params }: Call) => onTheWay.get(params.get('nonce') ?? '')
  const addressFor = (host: string, nonce: string) => `//${host}${base}/set?nonce=${nonce}`

  function answer(mid: number, { isNew } = { isNew: false }): Response {
    const nonce = world.random.hex(32)
    if (settings.success !== 'no-session') onTheWay.set(nonce, sessions.open(mid))
    const session = onTheWay.get(nonce)
    const goUrl = settings.success === 'go-url' ? `https:${addressFor(passport, nonce)}` : ''
    const cookies: Readonly<Record<typeof settings.success, () => readonly CookieToSet[]>> = {
      'set-cookie': () => (session ? loginCookies(session) : []),
      'sso-list': () => [
        {
          name: interimCookie,
          value: nonce,
          domain: passport,
          expiresAt: world.serviceTime() + interimLivesMs,
          secure: true,
        },
      ],
      'go-url': () => [],
      'no-session': () => [],
    }
    const profile = { is_userBlankProfile: false, name: '', face: '' }
    return ok({ mid, is_new: isNew, go_url: goUrl, user_profile: profile }, cookies[settings.success]())
  }

  /** For a session, or for one on its way: where else it is to be set. */
  function list(call: Call): Response {
    const nonce = call.cookies.get(interimCookie) ?? ''
    if (onTheWay.has(nonce)) {
      return ok({ sso: [`https:${addressFor(passportIntl, nonce)}`, addressFor(passport, nonce)] })
    }
    return sessions.bySessdata(call.cookies.get('SESSDATA')) ? ok({ sso: [] }) : refuse(-101, call)
  }

  function set(call: Call): Response {
    const session = findByNonce(call)
    if (!session) return nothingHere()
    const domain = call.url.host === passport ? 'bilibili.tv' : 'biliintl.com'
    return redirect(`https://${call.url.host}${base}/done`, loginCookies(session, { domain }))
  }

  const get = (host: string, path: string, handle: Route['handle']): Route => ({
    method: 'GET',
    hosts: [host],
    path: `${base}/${path}`,
    handle,
  })
  return {
    answer,
    routes: [
      get(passport, 'list', list),
      ...[passport, passportIntl].flatMap((host) => [get(host, 'set', set), get(host, 'done', () => ok({}))]),
    ],
  }
}

import type { CookieToSet } from '../http/cookies.ts'
import type { Call } from '../http/router.ts'
import { passport, passportGame } from './hosts.ts'
import { loginCookies } from './login-cookies.ts'
import { type BilibiliRoute, get } from './route.ts'
import type { BilibiliService } from './service.ts'
import type { BilibiliSession } from './sessions.ts'

/** The url of a successful web login, which carries the session to the sister sites. */
export interface CrossDomain {
  /** Without a session the ticket is worthless, and the hops give no cookies. */
  ticketUrl(session: BilibiliSession | undefined, goUrl: string | undefined): string
  cookieUrl(session: BilibiliSession, goUrl: string | undefined): string
  readonly routes: readonly BilibiliRoute[]
}

const path = '/x/passport-login/web/crossDomain'
const oldPath = '/crossDomain'

export function createCrossDomain({ world, replies, sessions }: BilibiliService): CrossDomain {
  const tickets = new Map<string, BilibiliSession>()

  // A ticket is good for as long as its session lives.
  const holder = ({ params }: Call) => sessions.bySessdata(tickets.get(params.get('ticket') ?? '')?.cookies.SESSDATA)

  /** The next hop, with the same ticket and goal. */
  const onward = (call: Call, host: string, to: string) => new URL(`https://${host}${to}${call.url.search}`)

  // 1. The game site first. It sends an empty session before the real one, so the last value counts.
  function firstHop(call: Call): Response {
    const session = holder(call)
    const cookies = session ? loginCookies(session, 'biligame.com') : []
    return replies.redirect(onward(call, passport, path), [...emptied(cookies), ...cookies])
  }

  // 2. Then the site itself: only these cookies are for bilibili.com.
  function secondHop(call: Call): Response {
    const session = holder(call)
    return replies.redirect(onward(call, passportGame, oldPath), session && loginCookies(session))
  }

  // 3. Once more the game site, by its older path, and on to where the login was to lead. Urls of the older form,
  //    with the cookies in the query, come here at once.
  function lastHop(call: Call): Response {
    const session = holder(call) ?? sessions.bySessdata(encodeURIComponent(call.params.get('SESSDATA') ?? ''))
    return replies.redirect(goal(call.params.get('gourl')), session && loginCookies(session, 'biligame.com'))
  }

  return {
    ticketUrl(session, goUrl) {
      const ticket = world.random.hex(32)
      if (session) tickets.set(ticket, session)
      const query = new URLSearchParams({ ticket, gourl: goal(goUrl).href, first_domain: '.bilibili.com' })
      return `https://${passportGame}${path}?${query}`
    },
    cookieUrl({ cookies, expiresAt }, goUrl) {
      const query = [
        `DedeUserID=${cookies.DedeUserID}`,
        `DedeUserID__ckMd5=${cookies.DedeUserID__ckMd5}`,
        `Expires=${Math.floor(expiresAt / 1000)}`,
        `SESSDATA=${decodeURIComponent(cookies.SESSDATA)}`, // Here, and only here, it stands raw.
        `bili_jct=${cookies.bili_jct}`,
        `gourl=${encodeURIComponent(goal(goUrl).href)}`,
        'first_domain=.bilibili.com',
      ]
      return `https://${passportGame}${oldPath}?${query.join('&')}`
    },
    routes: [
      get([passportGame], path, firstHop),
      get([passport], path, secondHop),
      get([passportGame], oldPath, lastHop),
    ],
  }
}

function emptied(cookies: readonly CookieToSet[]): readonly CookieToSet[] {
  return cookies.filter(({ name }) => name === 'SESSDATA').map((cookie) => ({ ...cookie, value: '' }))
}

/** Where the login leads: a page of the service, whatever the client asked for. */
function goal(goUrl = ''): URL {
  const url = URL.canParse(goUrl) ? new URL(goUrl) : undefined
  return url?.hostname.endsWith('.bilibili.com') ? url : new URL('https://www.bilibili.com/')
}

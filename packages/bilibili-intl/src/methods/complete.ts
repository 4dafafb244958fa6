import { type Cookie, followRedirects, LoginError, type Step, type StepContext, unexpected } from '@denglu/core'
import { codes } from '../api/codes.ts'
import { checkCode, open } from '../api/envelope.ts'
import { addCookies, findCookie } from '../api/session-cookies.ts'
import { isTrusted, passport } from '../api/site.ts'
import { whoIs } from '../api/user.ts'
import { type BilibiliIntlCredential, createCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'
import type { Confirmed } from './confirmed.ts'

const maxHops = 8
/** How often a session may be replaced while it is being verified. */
const maxRotations = 2

type Done = Step<never, BilibiliIntlCredential> & { readonly next: 'done' }

/**
 * Makes a credential of a confirmed login. Its cookies are usually there already; where they are not, they come from
 * the pages that the service lists, or from the one it names. Whatever is found counts once the site itself takes the
 * bearer for somebody.
 *
 * @see docs/services/bilibili-intl.md#where-the-cookies-are
 */
export async function complete(id: string, state: Confirmed, locale: Locale, context: StepContext): Promise<Done> {
  const { goUrl, app, isNewAccount } = state
  const complain = unexpected(`${id}: complete`)
  const lost: LoginError[] = []

  const direct = await verify(state.cookies)
  if (direct) return direct
  const pages = readPages(goUrl ? [goUrl] : [])
  let { cookies }: { cookies: readonly Cookie[] } = state
  for (const find of pages.length > 0 ? [listPages, () => pages, listPages] : [listPages]) {
    for (const page of await find()) cookies = addCookies(cookies, await visit(page), context.clock.now())
    const found = await verify(cookies)
    if (found) return found
  }
  throw lost.find(({ retryable }) => retryable) ?? complain('the login was confirmed, but the service gave no session')

  /** The last step, if these cookies are a session. They are sent exactly as they will be kept. */
  async function verify(received: readonly Cookie[]): Promise<Done | undefined> {
    let cookies = received
    for (let rotations = 0; rotations <= maxRotations && findCookie(cookies, 'SESSDATA'); rotations++) {
      const session = findCookie(cookies, 'SESSDATA')?.value
      const visitor = await whoIs(`${id}: verify`, cookies, locale, context)
      cookies = addCookies(cookies, visitor.received, context.clock.now())
      if (!visitor.isLoggedIn) return undefined
      if (findCookie(cookies, 'SESSDATA')?.value !== session) continue
      const userId = sameUser([
        visitor.userId,
        state.userId,
        findCookie(cookies, 'DedeUserID')?.value,
        findCookie(cookies, 'mid')?.value,
      ])
      return { next: 'done', credential: createCredential({ userId, cookies, app, isNewAccount }, context.clock.now()) }
    }
    return undefined
  }

  function sameUser(claims: readonly (string | undefined)[]): string {
    const [userId, ...others] = new Set(claims.filter((claim) => claim !== undefined))
    if (others.length > 0) return complain('the service gave the session of another account')
    return userId ?? complain('the service gave no user id')
  }

  /** The addresses that pass a login on; none while the service knows of no login. */
  async function listPages(): Promise<readonly URL[]> {
    const step = `${id}: sso list`
    const opened = await open(context, passport(step, 'web/sso/list', locale, { cookies }))
    if (opened.code === codes.notLoggedIn) return []
    const { body } = checkCode(opened)
    return readPages(body.list('data.sso').map((entry) => String(entry.raw())))
  }

  /** All of them are checked before any of them is visited. */
  function readPages(addresses: readonly string[]): readonly URL[] {
    return addresses.map((address) => {
      const url = URL.parse(address, 'https://passport.bilibili.tv')
      if (!url || !isTrusted(url))
        return complain(`an address leads to ${url?.host || 'nowhere'}, which is not trusted`)
      return url
    })
  }

  /** One page that fails is no loss yet: another may give what is missing. */
  async function visit(url: URL): Promise<readonly Cookie[]> {
    const step = `${id}: sso`
    try {
      const request = { step, url: url.href, cookies }
      const followed = await followRedirects(context.http, request, { allow: isTrusted, clock: context.clock, maxHops })
      const { status } = followed.response
      if (status >= 500) {
        lost.push(new LoginError(`HTTP ${status}`, { code: 'response-unexpected', step, retryable: true }))
      }
      return followed.received
    } catch (error) {
      context.signal.throwIfAborted()
      if (!LoginError.is(error)) throw error
      lost.push(error)
      return []
    }
  }
}

import type { World } from '../world/world.ts'
import { md5 } from './app-sign.ts'
import type { BilibiliSettings } from './settings.ts'

/** The five cookies of a login, with their values as they go over the wire. */
export interface LoginCookies {
  readonly SESSDATA: string
  readonly bili_jct: string
  readonly DedeUserID: string
  readonly DedeUserID__ckMd5: string
  readonly sid: string
}

/** One login of one account. */
export interface BilibiliSession {
  readonly kind: 'web' | 'app'
  readonly mid: number
  readonly cookies: LoginCookies
  /** Of the same kind as the session: neither renews the other. */
  readonly refreshToken: string
  /** Only of an app, a TV's among them, and only good with the key that it was issued for. */
  readonly access?: { readonly token: string; readonly appkey: string }
  /** By the emulator's clock, in milliseconds since the epoch. */
  readonly issuedAt: number
  /** By the service's own clock, in milliseconds since the epoch. */
  readonly expiresAt: number
}

/** The sessions that have been opened. Only live ones are ever found. */
export interface BilibiliSessions {
  open(mid: number, appkey?: string): BilibiliSession
  /** By the cookie as it was sent. An asterisk need not be encoded, as clients show; a comma must be. */
  bySessdata(value: string | undefined): BilibiliSession | undefined
  byAccessToken(token: string): BilibiliSession | undefined
  of(mid: number): readonly BilibiliSession[]
  end(session: BilibiliSession): void
}

const lowerCase = 'abcdefghijklmnopqrstuvwxyz0123456789'

export function createSessions(world: World, settings: BilibiliSettings): BilibiliSessions {
  const { random } = world
  const bySessdata = new Map<string, BilibiliSession>()
  const byToken = new Map<string, BilibiliSession>()
  const endsAt = new WeakMap<BilibiliSession, number>()

  const live = (session: BilibiliSession | undefined) =>
    session && world.clock.now() < (endsAt.get(session) ?? 0) ? session : undefined

  /** `<8 hex>,<unix seconds>,<5 hex>*<2 digits><opaque>`, percent-encoded: raw commas would break a `Cookie` header. */
  function sessdata(expiresAt: number): string {
    const opaque = random.bytes(60).toString('base64url')
    const value = `${random.hex(8)},${Math.floor(expiresAt / 1000)},${random.hex(5)}*${random.digits(2)}${opaque}`
    return encodeURIComponent(value).replaceAll('*', '%2A')
  }

  return {
    open(mid, appkey) {
      const expiresAt = world.serviceTime() + settings.sessionLivesMs
      const session: BilibiliSession = {
        kind: appkey === undefined ? 'web' : 'app',
        mid,
        cookies: {
          SESSDATA: sessdata(expiresAt),
          bili_jct: random.hex(32),
          DedeUserID: `${mid}`,
          DedeUserID__ckMd5: md5(`emulator ${mid}`).slice(0, 16),
          sid: random.text(8, lowerCase),
        },
        refreshToken: random.hex(32),
        ...(appkey !== undefined && { access: { token: random.hex(32), appkey } }),
        issuedAt: world.clock.now(),
        expiresAt,
      }
      bySessdata.set(session.cookies.SESSDATA, session)
      if (session.access) byToken.set(session.access.token, session)
      endsAt.set(session, world.clock.now() + settings.sessionLivesMs)
      return session
    },
    bySessdata: (value = '') => live(bySessdata.get(value.replaceAll('*', '%2A'))),
    byAccessToken: (token) => live(byToken.get(token)),
    of: (mid) => [...bySessdata.values()].filter((session) => session.mid === mid && live(session)),
    end(session) {
      bySessdata.delete(session.cookies.SESSDATA)
      if (session.access) byToken.delete(session.access.token)
    },
  }
}

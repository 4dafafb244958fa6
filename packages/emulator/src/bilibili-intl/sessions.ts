import { createHash } from 'node:crypto'
import type { CookieToSet } from '../http/cookies.ts'
import type { World } from '../world/world.ts'
import type { BilibiliIntlSettings } from './settings.ts'

/** The cookies of a login, with their values as they go over the wire. */
export interface IntlLoginCookies {
  readonly SESSDATA: string
  readonly bili_jct: string
  readonly joy_jct: string
  readonly DedeUserID: string
  readonly DedeUserID__ckMd5: string
  readonly mid: string
}

/** A pair of app tokens: together they can be exchanged for the next pair, once. */
export interface IntlTokens {
  readonly access: string
  readonly refresh: string
}

/** One login of one account. */
export interface BilibiliIntlSession {
  readonly mid: number
  readonly cookies: IntlLoginCookies
  /** By the service's own clock, in milliseconds since the epoch. */
  readonly expiresAt: number
  /** Only of a TV login: the pair that is good now. */
  readonly tokens?: IntlTokens
}

/** The sessions that have been opened. Only live ones are ever found. */
export interface BilibiliIntlSessions {
  open(mid: number, options?: { readonly withTokens: boolean }): BilibiliIntlSession
  /** An asterisk may come encoded or not. */
  bySessdata(value: string | undefined): BilibiliIntlSession | undefined
  /** The next pair for this one, which is void from then on. */
  renew(pair: IntlTokens): IntlTokens | undefined
  of(mid: number): readonly BilibiliIntlSession[]
  end(session: BilibiliIntlSession): void
}

interface Kept extends BilibiliIntlSession {
  readonly endsAt: number
  tokens?: IntlTokens
}

export function createSessions(world: World, settings: BilibiliIntlSettings): BilibiliIntlSessions {
  const { clock, random } = world
  const bySessdata = new Map<string, Kept>()

  const alive = (record: Kept | undefined) => (record && clock.now() < record.endsAt ? record : undefined)
  const all = () => [...bySessdata.values()].filter(alive)
  const newTokens = (): IntlTokens => ({ access: random.hex(32), refresh: random.hex(32) })

  return {
    open(mid, { withTokens } = { withTokens: false }) {
      const expiresAt = world.serviceTime() + settings.sessionLivesMs
      const csrf = random.hex(32)
      const record: Kept = {
        mid,
        cookies: {
          SESSDATA: `${random.hex(8)}%2C${Math.floor(expiresAt / 1_000)}%2C${random.hex(5)}%2A${random.hex(6)}`,
          bili_jct: csrf,
          joy_jct: csrf,
          DedeUserID: `${mid}`,
          DedeUserID__ckMd5: createHash('md5').update(`${mid}`).digest('hex'),
          mid: `${mid}`,
        },
        expiresAt,
        endsAt: clock.now() + settings.sessionLivesMs,
        ...(withTokens && { tokens: newTokens() }),
      }
      bySessdata.set(decode(record.cookies.SESSDATA), record)
      return record
    },
    bySessdata: (value = '') => alive(bySessdata.get(decode(value))),
    renew({ access, refresh }) {
      const record = all().find(({ tokens }) => tokens?.access === access && tokens.refresh === refresh)
      if (record) record.tokens = newTokens()
      return record?.tokens
    },
    of: (mid) => all().filter((record) => record.mid === mid),
    end: ({ cookies }) => void bySessdata.delete(decode(cookies.SESSDATA)),
  }
}

/** The cookies of a session as `Set-Cookie`; `expiresAt` in the past takes them away. */
export function loginCookies(
  session: BilibiliIntlSession,
  { domain = 'bilibili.tv', expiresAt = session.expiresAt } = {},
): readonly CookieToSet[] {
  return Object.entries(session.cookies).map(([name, value]) => ({
    name,
    value,
    domain,
    expiresAt,
    httpOnly: name === 'SESSDATA',
    secure: true,
  }))
}

function decode(sessdata: string): string {
  try {
    return decodeURIComponent(sessdata)
  } catch {
    return sessdata
  }
}

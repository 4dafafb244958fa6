import type { World } from '../world/world.ts'
import type { QQMusicAccount } from './accounts.ts'
import type { QQMusicSettings } from './settings.ts'

/** One login of one account, between two refreshes. */
export interface QQMusicSession {
  readonly account: QQMusicAccount
  readonly musicKey: string
  readonly refreshKey: string
  readonly accessToken: string
  readonly refreshToken: string
  /** By the emulator's clock, in milliseconds since the epoch. */
  readonly issuedAt: number
}

/** The sessions that have been opened. */
export interface QQMusicSessions {
  open(account: QQMusicAccount): QQMusicSession
  /** The live session of a key; using it ends the one it replaced. */
  use(userId: string, musicKey: string): QQMusicSession | undefined
  /** A session whose key may have come to its end by time, but which was not ended otherwise. */
  find(musicKey: string): QQMusicSession | undefined
  refresh(session: QQMusicSession): QQMusicSession
  end(session: QQMusicSession): void
  list(): readonly QQMusicSession[]
  /** What a login answers. After a refresh some fields come empty. */
  describe(session: QQMusicSession, options?: { readonly refreshed?: boolean }): Record<string, unknown>
}

const prefixes = { qq: 'Q_H_L_6', wechat: 'W_X_6' } as const
const loginTypes = { qq: 2, wechat: 1 } as const
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'

export function createSessions(world: World, settings: QQMusicSettings): QQMusicSessions {
  const { random, clock } = world
  const byKey = new Map<string, QQMusicSession>()
  const replacedBy = new Map<QQMusicSession, QQMusicSession>()

  function open(account: QQMusicAccount): QQMusicSession {
    const session: QQMusicSession = {
      account,
      musicKey: `${prefixes[account.kind]}${random.text(48, alphabet)}`,
      refreshKey: `RK${random.text(46, alphabet)}`,
      accessToken: `AT${random.hex(30).toUpperCase()}`,
      refreshToken: `RT${random.hex(30).toUpperCase()}`,
      issuedAt: clock.now(),
    }
    byKey.set(session.musicKey, session)
    return session
  }

  const end = (session: QQMusicSession) => void byKey.delete(session.musicKey)

  return {
    open,
    end,
    find: (musicKey) => byKey.get(musicKey),
    use(userId, musicKey) {
      const session = byKey.get(musicKey)
      if (session?.account.userId !== userId || clock.now() >= session.issuedAt + settings.keyLivesMs) return undefined
      const replaced = replacedBy.get(session)
      if (replaced && settings.oldKeyEnds === 'until-first-use') end(replaced)
      return session
    },
    refresh(session) {
      const renewed = open(session.account)
      replacedBy.set(renewed, session)
      if (settings.oldKeyEnds === 'at-once') end(session)
      return renewed
    },
    list: () => [...byKey.values()],
    describe(session, { refreshed = false } = {}) {
      const { account } = session
      const createdAt = session.issuedAt + world.serviceTime() - clock.now()
      return {
        openid: account.openId,
        refresh_token: session.refreshToken,
        access_token: session.accessToken,
        expired_at: Math.floor((createdAt + settings.accessTokenLivesMs) / 1_000),
        musicid: BigInt(account.userId),
        musickey: session.musicKey,
        musickeyCreateTime: Math.floor(createdAt / 1_000),
        first_login: 0,
        errMsg: '',
        sessionKey: '',
        // A refresh of a QQ account leaves it out.
        unionid: refreshed && account.kind === 'qq' ? '' : account.unionId,
        str_musicid: account.userId,
        errtip: '',
        nick: '',
        logo: '',
        feedbackURL: '',
        encryptUin: refreshed ? '' : account.encryptedUin,
        userip: '203.0.113.7',
        lastLoginTime: 0,
        keyExpiresIn: Math.floor(settings.keyLivesMs / 1_000),
        refresh_key: session.refreshKey,
        loginType: loginTypes[account.kind],
        prompt2bind: 0,
        logoffStatus: 0,
        otherAccounts: [],
        otherPhoneNo: '',
        token: '',
        isPrized: 0,
        isShowDevManage: 0,
        errTip2: '',
        tip3: '',
        encryptedPhoneNo: '',
        phoneNo: '',
        bindAccountType: 0,
        needRefreshKeyIn: 0,
      }
    },
  }
}

import type { World } from '../world/world.ts'
import type { QQMusicAccount, QQMusicAccounts } from './accounts.ts'
import type { QQMusicSessions } from './sessions.ts'
import type { QQMusicSettings } from './settings.ts'
import type { Tickets } from './tickets.ts'

/** What every part of this service works with. */
export interface QQMusicService {
  readonly world: World
  readonly settings: QQMusicSettings
  readonly accounts: QQMusicAccounts
  readonly sessions: QQMusicSessions
  /** What the other services hand to this one: proof of who logged in there. */
  readonly codes: Readonly<Record<'qq' | 'wechat', Tickets<QQMusicAccount>>>
}

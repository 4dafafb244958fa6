import type { Captchas } from '../geetest/captchas.ts'
import type { World } from '../world/world.ts'
import type { BilibiliAccounts } from './accounts.ts'
import type { Replies } from './replies.ts'
import type { BilibiliSessions } from './sessions.ts'
import type { BilibiliSettings } from './settings.ts'

/** What every endpoint of this service works with. */
export interface BilibiliService {
  readonly world: World
  readonly settings: BilibiliSettings
  readonly accounts: BilibiliAccounts
  readonly sessions: BilibiliSessions
  readonly replies: Replies
  readonly captchas: Pick<Captchas, 'issue' | 'redeem'>
}

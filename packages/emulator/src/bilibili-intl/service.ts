import type { Captchas } from '../geetest/captchas.ts'
import type { Cipher } from '../passport/cipher.ts'
import type { World } from '../world/world.ts'
import type { BilibiliIntlAccounts } from './accounts.ts'
import type { BilibiliIntlSessions } from './sessions.ts'
import type { BilibiliIntlSettings } from './settings.ts'

/** What every endpoint of this service works with. */
export interface BilibiliIntlService {
  readonly world: World
  readonly settings: BilibiliIntlSettings
  readonly accounts: BilibiliIntlAccounts
  readonly sessions: BilibiliIntlSessions
  readonly cipher: Cipher
  readonly captchas: Pick<Captchas, 'issue' | 'redeem'>
}

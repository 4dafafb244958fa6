import { bilibiliHosts } from './bilibili/hosts.ts'
import { bilibiliIntlHosts } from './bilibili-intl/hosts.ts'
import { geetestHosts } from './geetest/hosts.ts'
import { qqMusicHosts } from './qqmusic/hosts.ts'

/** Every platform host that an emulator answers for. */
export const platformHosts: ReadonlySet<string> = new Set([
  ...bilibiliHosts,
  ...bilibiliIntlHosts,
  ...geetestHosts,
  ...qqMusicHosts,
])

import type { BilibiliRoute } from './route.ts'

/**
 * Whether the service would block this client as an automaton. Node's own `fetch` says `node`, which is let through:
 * only missing agents and those that say `curl` or `python` are known to be blocked.
 */
export function blocksUserAgent(userAgent: string | null, wants: BilibiliRoute['userAgent']): boolean {
  return !userAgent || (wants === 'browser' && /curl|python/i.test(userAgent))
}

export const blockedPage =
  '<!DOCTYPE html><html lang="zh-CN"><head><title>出错啦!</title></head><body><p>由于触发安全风控策略，该次访问请求被拒绝。</p></body></html>'

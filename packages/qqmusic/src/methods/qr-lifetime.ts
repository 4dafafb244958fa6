import type { Clock } from '@denglu/core'

/** How long a code of QQ or WeChat can be scanned, as far as anybody has seen: neither announces it. */
export const qrLivesMs = 180_000

/** The services say when a code has expired; a code still called waiting this long after is given up. */
const graceMs = 120_000

export function isLongGone(expiresAt: number, clock: Clock): boolean {
  return clock.now() > expiresAt + graceMs
}

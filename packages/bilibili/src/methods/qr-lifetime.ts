import type { Clock } from '@denglu/core'

/** How long a code can be scanned. */
export const qrLivesMs = 180_000

/** The service says when a code has expired; a code it still calls waiting this long after is given up. */
const graceMs = 30_000

export function isLongGone(expiresAt: number, clock: Clock): boolean {
  return clock.now() > expiresAt + graceMs
}

/** How long a code can be scanned. */
export const qrLivesMs = 180_000

/** The service says when a code has expired; a code it still calls waiting this long after is given up. */
const graceMs = 30_000

/** Counted in waits: a clock may be set meanwhile, or be another machine's. */
export function isLongGone(waitedMs: number): boolean {
  return waitedMs > qrLivesMs + graceMs
}

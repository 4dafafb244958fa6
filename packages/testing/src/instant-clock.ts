import type { Clock } from '@denglu/core'

/** A clock on which every wait is over at once; it remembers how long each one was. */
export interface InstantClock extends Clock {
  readonly waits: readonly number[]
}

export function createInstantClock(startAt: number = Date.UTC(2027, 0, 1)): InstantClock {
  let at = startAt
  const waits: number[] = []
  return {
    waits,
    now: () => at,
    async wait(ms, signal) {
      signal?.throwIfAborted()
      waits.push(ms)
      at += ms
      // Lets everything else that is ready run first, as real time would.
      await new Promise((resolve) => setImmediate(resolve))
      signal?.throwIfAborted()
    },
  }
}

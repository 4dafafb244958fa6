/** Where the emulator reads the time. Any object with a `now` in milliseconds since the epoch will do. */
export interface EmulatorClock {
  now(): number
}

/** A clock that stands still until a test moves it. */
export interface ManualClock extends EmulatorClock {
  advance(ms: number): void
  set(at: number): void
  /** Moves the clock on by `ms` and resolves at once: hand this clock to the client as well, and nobody waits. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: EmulatorClock = { now: () => Date.now() }

/**
 * A clock for tests.
 *
 * @param startAt milliseconds since the epoch; by default the first second of 2027, so that runs repeat exactly
 */
export function createManualClock(startAt: number = Date.UTC(2027, 0, 1)): ManualClock {
  let at = startAt
  return {
    now: () => at,
    advance: (ms) => {
      at += ms
    },
    set: (moment) => {
      at = moment
    },
    async wait(ms, signal) {
      signal?.throwIfAborted()
      at += ms
    },
  }
}

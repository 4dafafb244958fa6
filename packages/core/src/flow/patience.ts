import type { Clock } from '../clock.ts'
import { LoginError } from '../errors/login-error.ts'

const firstDelayMs = 1_000
const longestDelayMs = 10_000

/** Forgives calls that fail in a retryable way, waiting longer each time, until they have failed for too long in a row. */
export class Patience {
  readonly #clock: Clock
  readonly #patienceMs: number
  #failures = 0
  #failingSince = 0
  #waitedMs = 0

  constructor(clock: Clock, patienceMs: number) {
    this.#clock = clock
    this.#patienceMs = patienceMs
  }

  /** A call went well: the next failure is the first one again. */
  restore(): void {
    this.#failures = 0
  }

  /** Waits before the next attempt, or throws `error` when it is not to be forgiven. */
  async forgive(error: unknown, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    if (!LoginError.is(error) || !error.retryable) throw error
    if (this.#failures++ === 0) {
      this.#failingSince = this.#clock.now()
      this.#waitedMs = 0
    }
    // Time spent failing counts, too; the waits alone still end it under a clock that stands still.
    const failedForMs = Math.max(this.#waitedMs, this.#clock.now() - this.#failingSince)
    if (failedForMs >= this.#patienceMs) {
      // Whoever goes on after that has patience again.
      this.restore()
      throw error
    }
    const delayMs = Math.min(firstDelayMs * 2 ** (this.#failures - 1), longestDelayMs)
    this.#waitedMs += delayMs
    await this.#clock.wait(delayMs, signal)
  }
}

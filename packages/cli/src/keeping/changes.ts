import { watch } from 'node:fs'
import { systemClock } from '@denglu/core'

/** Not every file system tells of changes, so that one looks again after so long. */
const everyMs = 60_000

/** Storing one account changes several files. */
const settleMs = 200

export interface Changes {
  /** Waits until something has changed since the last time, or a while has passed. Rejects with the signal's reason. */
  next(): Promise<void>
}

/** Watches a directory from now on. */
export function watchChanges(directory: string, signal: AbortSignal): Changes {
  let changed = Promise.withResolvers<void>()
  try {
    watch(directory, { signal }, () => changed.resolve()).on('error', () => undefined)
  } catch {
    // One that cannot be watched never seems to change.
  }
  return {
    async next() {
      const over = new AbortController()
      try {
        await Promise.race([changed.promise, systemClock.wait(everyMs, AbortSignal.any([signal, over.signal]))])
      } finally {
        over.abort()
      }
      changed = Promise.withResolvers()
      await systemClock.wait(settleMs, signal)
    },
  }
}

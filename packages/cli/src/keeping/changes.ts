import { watch } from 'node:fs/promises'
import { systemClock } from '@denglu/core'

/** Not every file system tells of changes, so that one looks again after so long. */
const everyMs = 60_000

/** Storing one account changes several files. */
const settleMs = 200

/** Waits until something in the directory has changed, or a while has passed. Rejects with the signal's reason. */
export async function waitForChange(directory: string, signal: AbortSignal): Promise<void> {
  const over = new AbortController()
  const watching = AbortSignal.any([signal, over.signal])
  try {
    await Promise.race([systemClock.wait(everyMs, watching), firstChange(directory, watching)])
    await systemClock.wait(settleMs, signal)
  } finally {
    over.abort()
  }
}

/** A directory that cannot be watched never changes. */
async function firstChange(directory: string, signal: AbortSignal): Promise<void> {
  try {
    for await (const _change of watch(directory, { signal })) return
  } catch {
    await new Promise(() => {})
  }
}

/** Time as an argument: tests bring their own and read the rhythm instead of waiting for it. */
export interface Clock {
  /** The present moment, in milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason, as it came, when aborted first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

/** A timer that is set to more, some 25 days, would go off at once. */
const longestTimerMs = 2 ** 31 - 1

export const systemClock: Clock = {
  now: () => Date.now(),
  async wait(ms, signal) {
    let leftMs = ms
    for (; leftMs > longestTimerMs; leftMs -= longestTimerMs) await startTimer(longestTimerMs, signal)
    await startTimer(leftMs, signal)
  },
}

function startTimer(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const timer = setTimeout(finish, ms)
    signal?.addEventListener('abort', cancel)
    function finish() {
      signal?.removeEventListener('abort', cancel)
      resolve()
    }
    function cancel() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', cancel)
      reject(signal?.reason)
    }
  })
}

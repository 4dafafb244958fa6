/** Time as an argument: tests bring their own and read the rhythm instead of waiting for it. */
export interface Clock {
  /** The present moment, in milliseconds since the epoch. */
  now(): number
  /** Resolves after `ms`; rejects with the signal's reason, as it came, when aborted first. */
  wait(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (ms, signal) =>
    new Promise((resolve, reject) => {
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
    }),
}

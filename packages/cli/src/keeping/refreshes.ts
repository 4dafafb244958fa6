import type { FileStore } from '@denglu/store'

/** A store for sessions: it lets no refresh begin once it is time to stop, and knows those that have begun. */
export function guardRefreshes(store: FileStore, signal: AbortSignal) {
  const underWay = new Set<Promise<unknown>>()
  const guarded: FileStore = {
    ...store,
    lock: (key, work, options) =>
      store.lock(
        key,
        async () => {
          signal.throwIfAborted()
          const refresh = work()
          underWay.add(refresh)
          try {
            return await refresh
          } finally {
            underWay.delete(refresh)
          }
        },
        options,
      ),
  }
  return { store: guarded, underWay }
}

import { abortable } from '../abortable.ts'
import type { CredentialKey, CredentialStore } from './credential-store.ts'

/** A store that lives as long as the process; for tests, and for apps that keep credentials somewhere of their own. */
export function createMemoryStore(): CredentialStore {
  const texts = new Map<string, { readonly key: CredentialKey; readonly text: string }>()
  const queues = new Map<string, Promise<unknown>>()

  return {
    async read(key) {
      const entry = texts.get(nameOf(key))
      return entry && JSON.parse(entry.text)
    },
    async write(credential) {
      const { provider, userId } = credential
      texts.set(nameOf(credential), { key: { provider, userId }, text: JSON.stringify(credential) })
    },
    async delete(key) {
      texts.delete(nameOf(key))
    },
    async list() {
      return [...texts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, { key }]) => key)
    },
    async lock(key, work, { signal } = {}) {
      const name = nameOf(key)
      const before = queues.get(name) ?? Promise.resolve()
      const { promise: over, resolve: release } = Promise.withResolvers<void>()
      // Whoever gives up waiting does not let the next one in any sooner.
      queues.set(
        name,
        before.then(() => over),
      )
      try {
        await abortable(before, signal)
        signal?.throwIfAborted()
        return await work()
      } finally {
        release()
      }
    },
  }
}

function nameOf({ provider, userId }: CredentialKey): string {
  return JSON.stringify([provider, userId])
}

import { type Clock, type Credential, type CredentialKey, createSession, LoginError, systemClock } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { nameOf } from '../accounts.ts'
import type { AnyProvider } from '../providers.ts'
import { type KeepEvent, translate } from './keep-event.ts'
import { guardRefreshes } from './refreshes.ts'

/** An account that cannot be looked after is left alone for so long. */
const holdBackMs = 60_000

export interface KeeperParts {
  readonly store: FileStore
  connect(provider: string): Promise<AnyProvider>
  onEvent(key: CredentialKey, event: KeepEvent): void
  /** Aborted when it is time to stop. */
  readonly signal: AbortSignal
  /** @default systemClock */
  readonly clock?: Clock
}

/** Keeps many accounts fresh, each by a session of its own. */
export interface Keeper {
  /** Begins with accounts that are new, or were logged in again, and leaves those that are gone. */
  look(keys: readonly CredentialKey[]): Promise<void>
  /** The accounts that it has. */
  keys(): readonly CredentialKey[]
  /** How many refreshes are under way. */
  readonly underWay: number
  /** Resolves once none is. */
  settle(): Promise<void>
}

interface Kept {
  readonly key: CredentialKey
  readonly leave: AbortController
  /** What was said since it was last well, so that it is not said again and again. */
  readonly said: Set<string>
  /** What its session has read last, as JSON. */
  seen?: string
  /** It was given up, until then or until something else is stored than it has seen. */
  retryAt?: number | undefined
}

export function createKeeper(parts: KeeperParts): Keeper {
  const { signal, clock = systemClock } = parts
  const { store, underWay } = guardRefreshes(parts.store, signal)
  const kept = new Map<string, Kept>()

  function say({ key, said }: Kept, event: KeepEvent): void {
    const saying = JSON.stringify(event)
    if (said.has(saying)) return
    if (event.type === 'account-checked' || event.type === 'account-refreshed') said.clear()
    else said.add(saying)
    parts.onEvent(key, event)
  }

  /** Stays with an account until it is left, or given up. */
  async function keep(account: Kept): Promise<void> {
    const { key, leave } = account
    const ends = AbortSignal.any([signal, leave.signal])
    account.retryAt = undefined
    const read = async () => {
      const stored = await store.read(key)
      account.seen = JSON.stringify(stored)
      return stored
    }
    try {
      const provider = await parts.connect(key.provider)
      const { expiresAt } = provider.parseCredential(await read())
      say(account, { type: 'account-kept', ...(expiresAt !== undefined && { expiresAt }) })
      const check = async (credential: Credential) => {
        const report = await provider.check(credential, { signal: ends })
        say(account, { type: 'account-checked', status: report.status })
        return report
      }
      const onEvent = (event: Parameters<typeof translate>[0]) => say(account, translate(event))
      const own = { provider: { ...provider, check }, store: { ...store, read }, account: key.userId }
      await createSession({ ...own, onEvent, clock }).keep({ signal: ends })
    } catch (error) {
      if (ends.aborted) return
      const isOver = LoginError.is(error, 'credential-rejected')
      // The session itself has told of its end.
      if (!isOver) say(account, { type: 'account-failed', error })
      account.retryAt = isOver ? Number.POSITIVE_INFINITY : clock.now() + holdBackMs
    }
  }

  /** Whether there is nothing to be done for an account: it is being kept, or its time has not come. */
  async function isSettled({ key, retryAt, seen }: Kept): Promise<boolean> {
    if (retryAt === undefined) return true
    if (clock.now() >= retryAt) return false
    const stored = await store.read(key).catch(() => undefined)
    return seen === JSON.stringify(stored)
  }

  return {
    async look(keys) {
      const names = new Set(keys.map(nameOf))
      for (const [name, { key, leave }] of kept) {
        if (names.has(name)) continue
        leave.abort()
        kept.delete(name)
        parts.onEvent(key, { type: 'account-gone' })
      }
      for (const key of keys) {
        const before = kept.get(nameOf(key))
        if (before && (await isSettled(before))) continue
        const account = before ?? { key, leave: new AbortController(), said: new Set() }
        kept.set(nameOf(key), account)
        void keep(account)
      }
    },
    keys: () => [...kept.values()].map(({ key }) => key),
    get underWay() {
      return underWay.size
    },
    async settle() {
      await Promise.allSettled(underWay)
    },
  }
}

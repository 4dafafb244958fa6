import { abortable } from '../abortable.ts'
import { type Clock, systemClock } from '../clock.ts'
import type { Credential, CredentialReport } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { CallOptions, RefreshOptions } from '../provider.ts'
import { type Random, systemRandom } from '../random.ts'
import type { CredentialStore } from '../store/credential-store.ts'
import { createSchedule } from './schedule.ts'

/** What a session needs of a provider; every provider has it. */
export interface SessionProvider<C extends Credential> {
  readonly name: string
  parseCredential(value: unknown): C
  check(credential: C, options?: CallOptions): Promise<CredentialReport>
  refresh(credential: C, options?: RefreshOptions<C>): Promise<C>
}

export type SessionEvent<C extends Credential = Credential> =
  /** A new credential is stored and in force. */
  | { readonly type: 'refreshed'; readonly credential: C }
  /**
   * Refreshing has failed for now, or the store could not be read, and will be tried again; or refreshing is not possible
   * at all (`not-renewable`). The credential works until `expiresAt`.
   */
  | { readonly type: 'expiring'; readonly expiresAt?: number; readonly error: LoginError }
  /** The credential is at its end: the person must log in again. */
  | { readonly type: 'expired'; readonly error: LoginError }

export interface SessionOptions<C extends Credential> {
  readonly provider: SessionProvider<C>
  readonly store: CredentialStore
  /** The user id of the account. */
  readonly account: string
  readonly onEvent?: ((event: SessionEvent<C>) => void) | undefined
  /**
   * How often the service is asked whether it advises a refresh, in ms.
   *
   * @default 24 hours
   */
  readonly checkEveryMs?: number | undefined
  /** @default systemClock */
  readonly clock?: Clock | undefined
  /** @default systemRandom */
  readonly random?: Random | undefined
}

/** One account that stays logged in. */
export interface Session<C extends Credential = Credential> {
  /**
   * A credential that is good now: the stored one, or a fresh one when the service advises it or the end is near. Callers
   * share one refresh in this process, and processes share it through the lock of the store.
   *
   * A refresh that fails for the moment is tried again later, and the stored credential is given as long as it lasts.
   *
   * @throws {LoginError} `credential-rejected` when the person must log in again, `store-unavailable` when the store cannot
   * be read
   */
  credential(options?: CallOptions): Promise<C>
  /**
   * Stays with it until aborted: keeps the credential fresh and waits in between. What fails for the moment is told by
   * `expiring` and tried again, even past the end.
   *
   * @throws the signal's reason as it came; and `credential-rejected` as above
   */
  keep(options: { readonly signal: AbortSignal }): Promise<never>
}

/** Begins nothing yet: the first call of `credential` reads the store. */
export function createSession<C extends Credential>(options: SessionOptions<C>): Session<C> {
  const { provider, store, account, onEvent, clock = systemClock, random = systemRandom } = options
  const key = { provider: provider.name, userId: account }
  const schedule = createSchedule({ clock, random, checkEveryMs: options.checkEveryMs ?? 86_400_000 })
  let underWay: Promise<C> | undefined
  let lastFailure: LoginError | undefined

  const read = async (): Promise<C> => {
    const stored = await store.read(key)
    if (stored !== undefined) return provider.parseCredential(stored)
    throw notLoggedIn(provider.name)
  }

  /** The report is the service's advice; without an answer the clock decides alone. */
  async function isStale(credential: C): Promise<boolean> {
    if (!schedule.isCheckDue()) return false
    const { status } = await provider.check(credential)
    schedule.checked()
    if (status === 'expired') throw ended(provider.name)
    return status === 'stale'
  }

  async function wantsRefresh(credential: C): Promise<boolean> {
    if (schedule.isRefreshDue(credential)) return true
    try {
      return await isStale(credential)
    } catch (error) {
      if (!LoginError.is(error) || error.code === 'credential-rejected') throw error
      schedule.failed()
      return false
    }
  }

  async function refresh(before: C): Promise<C> {
    return store.lock(key, async () => {
      const current = await read()
      // Somebody else was faster: theirs is as good as ours would be.
      if (!isDeepEqual(current, before) && !schedule.isRefreshDue(current)) return current
      // A store that cannot be written to is found out before the service is asked for what could not be kept.
      await store.write(current)
      const renewed = await provider.refresh(current, { save: (credential) => store.write(credential) })
      schedule.refreshed()
      onEvent?.({ type: 'refreshed', credential: renewed })
      return renewed
    })
  }

  const isOver = ({ expiresAt }: C): boolean => expiresAt !== undefined && expiresAt <= clock.now()

  /** Tells of a failure, and waits with the next attempt. */
  function putOff(error: LoginError, expiresAt?: number): void {
    lastFailure = error
    schedule.failed()
    onEvent?.({ type: 'expiring', error, ...(expiresAt !== undefined && { expiresAt }) })
  }

  async function freshen(): Promise<C> {
    const stored = await read()
    if (schedule.isHoldingBack()) {
      if (!isOver(stored)) return stored
      if (lastFailure) throw lastFailure
    }
    try {
      return (await wantsRefresh(stored)) ? await refresh(stored) : stored
    } catch (error) {
      if (!LoginError.is(error)) throw error
      if (error.code === 'credential-rejected' || (error.code === 'not-renewable' && isOver(stored))) {
        const end = error.code === 'credential-rejected' ? error : ended(provider.name)
        onEvent?.({ type: 'expired', error: end })
        throw end
      }
      putOff(error, stored.expiresAt)
      if (isOver(stored)) throw error
      return read()
    }
  }

  const credential = ({ signal }: CallOptions = {}): Promise<C> => {
    underWay ??= freshen().finally(() => {
      underWay = undefined
    })
    return abortable(underWay, signal)
  }

  return {
    credential,
    async keep({ signal }) {
      for (;;) {
        const current = await credential({ signal }).catch((error: unknown) => {
          signal.throwIfAborted()
          if (!LoginError.is(error) || error.code === 'credential-rejected') throw error
          // A failure to refresh has been put off already; one to read the store has not.
          if (!schedule.isHoldingBack()) putOff(error)
          return undefined
        })
        await clock.wait(schedule.nextLookInMs(current), signal)
      }
    },
  }
}

/** Both come from the same store, so their keys are in the same order. */
function isDeepEqual(one: Credential, other: Credential): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function notLoggedIn(provider: string): LoginError {
  return new LoginError('nobody is logged in as this account', {
    code: 'credential-rejected',
    step: provider,
    hint: { en: 'Log in first.', zh: '请先登录。' },
  })
}

function ended(provider: string): LoginError {
  return new LoginError('the session has ended', {
    code: 'credential-rejected',
    step: provider,
    hint: { en: 'Log in again.', zh: '请重新登录。' },
  })
}

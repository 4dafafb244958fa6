import type { EmulatorClock } from '../clock.ts'

/**
 * Where a QR login stands. Only `created`, `scanned` and `confirmed` can still lead to a login;
 * `consumed` means that the client has collected its success, which it can do once.
 */
export type QrState = 'created' | 'scanned' | 'confirmed' | 'declined' | 'consumed' | 'expired'

/** What a phone does with a code without being asked, by the clock. */
export interface PhoneScript {
  /** Counted from the creation of the code. */
  readonly scanAfterMs: number
  /** Counted from the scan. Without it and `declineAfterMs`, the code stays scanned. */
  readonly confirmAfterMs?: number
  /** Counted from the scan. */
  readonly declineAfterMs?: number
}

/** A script, and who follows it. */
export type FollowedScript = PhoneScript & { readonly userId: string }

export interface QrOrigin<Detail> {
  /** The service, such as `bilibili`. */
  readonly realm: string
  /** The login method, such as `bilibili/tv-qr`. */
  readonly method: string
  /** The handle that the client polls with; it also stands in the text. */
  readonly key: string
  /** What the QR picture says. */
  readonly text: string
  /** The picture itself as base64, for services that draw it. */
  readonly picture?: string
  readonly livesMs: number
  /** Whether a code that was declined can be scanned anew. @default false */
  readonly reopens?: boolean
  /** What the method wants to remember of the request that created the code. */
  readonly detail: Detail
}

/**
 * One QR login, from creation to its end.
 *
 * A scripted phone needs no timers: whatever it should have done by now is done when the code is looked at.
 */
export class QrCode<Detail = unknown> implements QrOrigin<Detail> {
  readonly realm: string
  readonly method: string
  readonly key: string
  readonly text: string
  readonly picture?: string
  readonly livesMs: number
  readonly reopens: boolean
  readonly detail: Detail
  readonly createdAt: number
  readonly #clock: EmulatorClock
  #script: FollowedScript | undefined
  #state: Exclude<QrState, 'expired'> = 'created'
  #userId: string | undefined
  readonly #watchers = new Set<() => void>()

  constructor(origin: QrOrigin<Detail>, clock: EmulatorClock, script: FollowedScript | undefined) {
    this.realm = origin.realm
    this.method = origin.method
    this.key = origin.key
    this.text = origin.text
    if (origin.picture !== undefined) this.picture = origin.picture
    this.livesMs = origin.livesMs
    this.reopens = origin.reopens ?? false
    this.detail = origin.detail
    this.createdAt = clock.now()
    this.#clock = clock
    this.#script = script
  }

  get expiresAt(): number {
    return this.createdAt + this.livesMs
  }

  get state(): QrState {
    this.#followScript()
    if (this.#state === 'consumed' || this.#clock.now() < this.expiresAt) return this.#state
    return 'expired'
  }

  /** Who scanned or confirmed it. */
  get userId(): string | undefined {
    this.#followScript()
    return this.#userId
  }

  /** A later scan, by another phone, takes over. False when it comes too late. */
  scan(userId: string): boolean {
    return this.#act('scanned', userId)
  }

  /** Some services let a code be confirmed that was never scanned; asking for a scan first is theirs to do. */
  confirm(userId: string): boolean {
    return this.#act('confirmed', userId)
  }

  decline(userId: string): boolean {
    return this.#act('declined', userId)
  }

  /** Calls back whenever a hand on the phone changes the state; what the clock does is found by looking. */
  watch(callback: () => void): () => void {
    this.#watchers.add(callback)
    return () => void this.#watchers.delete(callback)
  }

  /** Hands out the success: true exactly once. */
  consume(): boolean {
    if (this.state !== 'confirmed') return false
    this.#state = 'consumed'
    return true
  }

  #act(next: 'scanned' | 'confirmed' | 'declined', userId: string): boolean {
    if (this.state !== 'created' && this.state !== 'scanned') return false
    this.#script = undefined // Once somebody takes over by hand, the script is void.
    this.#become(next, userId)
    for (const callback of this.#watchers) callback()
    return true
  }

  #become(next: 'scanned' | 'confirmed' | 'declined', userId: string): void {
    const isAsNew = next === 'declined' && this.reopens
    this.#state = isAsNew ? 'created' : next
    this.#userId = isAsNew ? undefined : userId
  }

  #followScript(): void {
    const script = this.#script
    if (!script) return
    const passed = (at: number) => at <= this.#clock.now() && at < this.expiresAt
    const scanAt = this.createdAt + script.scanAfterMs
    if (!passed(scanAt)) return
    const { confirmAfterMs = Number.POSITIVE_INFINITY, declineAfterMs = Number.POSITIVE_INFINITY } = script
    const decided = passed(scanAt + Math.min(confirmAfterMs, declineAfterMs))
    this.#become(!decided ? 'scanned' : declineAfterMs < confirmAfterMs ? 'declined' : 'confirmed', script.userId)
    if (decided) this.#script = undefined
  }
}

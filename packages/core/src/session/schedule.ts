import type { Clock } from '../clock.ts'
import type { Credential } from '../credential.ts'
import type { Random } from '../random.ts'

/** A credential is renewed when this share of its life is left, so that there is time to fail in between. */
const shareLeft = 1 / 3
const firstRetryMs = 30_000
const longestRetryMs = 3_600_000

/** When to look, when to refresh, when to hold back. */
export interface Schedule {
  /** Its end is near. */
  isRefreshDue(credential: Credential): boolean
  /** The service has not been asked for a while. */
  isCheckDue(): boolean
  /** Something has failed a moment ago. */
  isHoldingBack(): boolean
  checked(): void
  refreshed(): void
  failed(): void
  /** Without a credential: when whatever has failed may be tried again. */
  nextLookInMs(credential: Credential | undefined): number
}

export function createSchedule(parts: {
  readonly clock: Clock
  readonly random: Random
  readonly checkEveryMs: number
}): Schedule {
  const { clock, random, checkEveryMs } = parts
  let nextCheckAt = Number.NEGATIVE_INFINITY
  let heldBackUntil = Number.NEGATIVE_INFINITY
  let failures = 0

  /** Up to a tenth sooner, so that many processes with one credential do not move as one. */
  const jittered = (ms: number) => ms * (1 - (random.bytes(1)[0] ?? 0) / 2_560)

  const dueAt = ({ issuedAt, expiresAt }: Credential) =>
    expiresAt === undefined ? Number.POSITIVE_INFINITY : expiresAt - (expiresAt - issuedAt) * shareLeft

  const succeeded = () => {
    failures = 0
    nextCheckAt = clock.now() + jittered(checkEveryMs)
  }

  return {
    isRefreshDue: (credential) => clock.now() >= dueAt(credential),
    isCheckDue: () => clock.now() >= nextCheckAt,
    isHoldingBack: () => clock.now() < heldBackUntil,
    checked: succeeded,
    refreshed: succeeded,
    failed() {
      heldBackUntil = clock.now() + jittered(Math.min(firstRetryMs * 2 ** failures, longestRetryMs))
      failures += 1
    },
    nextLookInMs(credential) {
      const wanted = credential ? Math.min(nextCheckAt, dueAt(credential)) : heldBackUntil
      return Math.max(heldBackUntil - clock.now(), wanted - clock.now(), 1_000)
    },
  }
}

import type { Random } from '../random.ts'
import { type FaultRule, matches } from './fault.ts'
import { spoil } from './spoil.ts'

/** Things that go wrong on demand. */
export interface Faults {
  /**
   * Puts a fault in the way. Of several that meet one request, every `latency` counts and then the oldest other one.
   *
   * @example
   * emulator.faults.add({ kind: 'reset', match: { path: '/x/passport-login/web/qrcode/poll' }, rate: 0.3 })
   */
  add(rule: FaultRule): FaultHandle
  /** Takes all faults away, and the skew. */
  clear(): void
  /** From now on the services' own clock is ahead by `ms`, or behind when negative: `Date`, timestamps, expiries. */
  skewClock(ms: number): void
}

export interface FaultHandle {
  /** How often it has struck. */
  readonly hits: number
  remove(): void
}

export interface FaultBox extends Faults {
  skewMs(): number
  /** Lets a request through to `answer`, past the faults. */
  pass(request: Request, answer: () => Promise<Response>): Promise<Response>
}

export function createFaults(random: Random): FaultBox {
  const set = new Set<{ readonly rule: FaultRule; hits: number }>()
  let skewMs = 0

  const striking = (request: Request) =>
    [...set].filter(({ rule, hits }) => {
      if (hits >= (rule.times ?? Number.POSITIVE_INFINITY)) return false
      if (!matches(rule.match ?? {}, request)) return false
      return rule.rate === undefined || random.chance(rule.rate)
    })

  return {
    add(rule) {
      const entry = { rule, hits: 0 }
      set.add(entry)
      return {
        get hits() {
          return entry.hits
        },
        remove: () => void set.delete(entry),
      }
    },
    clear() {
      set.clear()
      skewMs = 0
    },
    skewClock(ms) {
      skewMs = ms
    },
    skewMs: () => skewMs,
    pass(request, answer) {
      const met = striking(request)
      const delays = met.filter(({ rule }) => rule.kind === 'latency')
      const other = met.find(({ rule }) => rule.kind !== 'latency')
      const struck = other ? [...delays, other] : delays
      for (const entry of struck) entry.hits += 1
      return struck.reduceRight(
        (inner, { rule }) =>
          () =>
            spoil(rule, request, inner),
        answer,
      )()
    },
  }
}

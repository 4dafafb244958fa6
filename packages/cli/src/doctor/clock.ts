import type { Cli } from '../cli.ts'
import { type Finding, fine } from './finding.ts'
import type { Sighting } from './watch.ts'

/** Signatures and codes are dated; the services have been seen to forgive this much. */
const warnMs = 10_000
const badMs = 60_000

/** Compares the clock of this computer with those of the services, which agree with one another. */
export function lookAtClock({ texts }: Cli, sightings: readonly Sighting[]): readonly Finding[] {
  const skews = sightings.flatMap(({ skewMs }) => (skewMs === undefined ? [] : [skewMs])).sort((a, b) => a - b)
  const skewMs = skews[Math.floor(skews.length / 2)]
  if (skewMs === undefined) return []
  const awayMs = Math.abs(skewMs)
  const { clock, clockRight, clockBehind, clockAhead, setClock } = texts.doctor
  if (awayMs < warnMs) return [fine('clock', clock, clockRight)]
  const seconds = Math.round(awayMs / 1_000)
  const message = skewMs > 0 ? clockBehind(seconds) : clockAhead(seconds)
  const state = awayMs < badMs ? 'warning' : 'problem'
  return [{ check: 'clock', subject: clock, state, message, hint: setClock, exit: 'failed' }]
}

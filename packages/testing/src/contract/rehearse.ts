import type { Credential, FlowSnapshot, LoginEvent } from '@denglu/core'
import { type MethodSuite, openRun } from '../method-suite.ts'

/** How a login goes when nothing comes between. */
export interface Rehearsal {
  readonly types: readonly LoginEvent['type'][]
  readonly requests: number
  readonly waits: number
}

export async function rehearse<C extends Credential>(suite: MethodSuite<C>, losesPolls = false): Promise<Rehearsal> {
  await using run = await openRun(suite, { losesPolls })
  const { events } = await run.play(run.login())
  return {
    types: events.map(({ type }) => type),
    requests: run.tapped.count(),
    waits: run.stage.clock.waits.length,
  }
}

/** A snapshot as another process gets it. */
export function throughJson(snapshot: FlowSnapshot): FlowSnapshot {
  return JSON.parse(JSON.stringify(snapshot))
}

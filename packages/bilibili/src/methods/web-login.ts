import type { Answer, JsonReader, Step, StepContext } from '@denglu/core'
import type { BilibiliDevice } from '../api/device.ts'
import type { Opened } from '../api/envelope.ts'
import { cannotBePassed } from '../api/risk-calls.ts'
import { readRiskUrl } from '../api/risk-url.ts'
import type { BilibiliCredential } from '../credential.ts'
import { answerRiskCheck, goOnWithRiskCheck, parseRiskState, type RiskState, riskPhases } from './risk-check.ts'
import {
  type ConfirmedState,
  fetchSession,
  findSession,
  finishWebLogin,
  parseConfirmed,
  readOutcome,
} from './web-session.ts'

/** What may follow once the service has taken a password or a code. */
export type WebLoginState = RiskState | ConfirmedState

type WebLoginStep = Step<WebLoginState, BilibiliCredential>

export const webLoginPhases = [...riskPhases, 'confirmed'] as const

/** Reads the answer to a password or a code: a session, or a url that wants something first. */
export function readWebLogin(step: string, opened: Opened, device: BilibiliDevice, context: StepContext): WebLoginStep {
  const { body } = opened
  if (!findSession(opened, context)) {
    const url = body.optional('data.url', body.string) ?? ''
    // What the answer says is said once, so it goes into the state before anything else is asked.
    if (readRiskUrl(url)) return { next: 'poll', state: { phase: 'risk-announced', url, device }, afterMs: 0 }
    const status = body.optional('data.status', body.number) ?? 0
    if (status !== 0) throw cannotBePassed(step, 'the service wants a check that only its own pages can do', status)
  }
  return finishWebLogin(step, opened, readOutcome(opened, device), context)
}

export async function goOnWithWebLogin(id: string, state: WebLoginState, context: StepContext): Promise<WebLoginStep> {
  return state.phase === 'confirmed' ? fetchSession(id, state, context) : goOnWithRiskCheck(id, state, context)
}

/** Takes the person's answer into the state. */
export function answerWebLogin(state: WebLoginState, answer: Answer): WebLoginState {
  return state.phase === 'confirmed' ? state : answerRiskCheck(state, answer)
}

export function parseWebLogin(reader: JsonReader, phase: WebLoginState['phase']): WebLoginState {
  return phase === 'confirmed' ? parseConfirmed(reader) : parseRiskState(reader, phase)
}

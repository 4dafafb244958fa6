import { type Answer, type JsonReader, LoginError, type Step, type StepContext } from '@denglu/core'
import { type BilibiliDevice, deviceCookies, parseDevice } from '../api/device.ts'
import { call } from '../api/envelope.ts'
import { type RiskCalls, riskCalls } from '../api/risk-calls.ts'
import { type RiskUrl, readRiskUrl } from '../api/risk-url.ts'
import type { BilibiliCredential } from '../credential.ts'
import {
  answerMessage,
  beginMessage,
  type MessageState,
  type MessageStep,
  parseMessage,
  sendMessage,
  type TextMessage,
} from './text-message.ts'
import { type ConfirmedState, finishWebLogin, type Plain, readOutcome } from './web-session.ts'

/** A login that the service wants confirmed by a text message to the phone of the account. */
export type RiskState = Common &
  (
    | { readonly phase: 'risk-announced' }
    | { readonly phase: 'risk-message'; readonly sentTo: string; readonly message: MessageState }
    /** The check is passed and its token used up: only this code can still be changed for cookies. */
    | { readonly phase: 'risk-passed'; readonly code: string }
  )

type Common = { readonly url: string; readonly device: Plain<BilibiliDevice> }
type RiskStep = Step<RiskState | ConfirmedState, BilibiliCredential>

export const riskPhases = ['risk-announced', 'risk-message', 'risk-passed'] as const

/** Takes the person's answer into the state. */
export function answerRiskCheck(state: RiskState, answer: Answer): RiskState {
  return state.phase === 'risk-message' ? { ...state, message: answerMessage(state.message, answer) } : state
}

/**
 * The next call of a risk check: who is asked, a captcha, the message, its code, and cookies for what the code buys.
 *
 * @see docs/services/bilibili.md#risk-check
 */
export async function goOnWithRiskCheck(id: string, state: RiskState, context: StepContext): Promise<RiskStep> {
  const step = `${id}: risk check`
  const calls = riskCalls(step, requireRiskUrl(state.url), deviceCookies(state.device, context.clock.now()))
  switch (state.phase) {
    case 'risk-announced': {
      const sentTo = await calls.findPhone(context)
      return readStep(state, sentTo, await beginMessage(step, textMessage(calls, sentTo), context))
    }
    case 'risk-message': {
      const { sentTo, message } = state
      return readStep(state, sentTo, await sendMessage(step, textMessage(calls, sentTo), message, context))
    }
    case 'risk-passed': {
      const opened = await call(context, calls.exchange(state.code))
      return finishWebLogin(step, opened, readOutcome(opened, state.device), context)
    }
  }
}

function textMessage(calls: RiskCalls, sentTo: string): TextMessage {
  return { captchaKind: 'verify', sentTo, send: calls.send, submit: calls.verify }
}

function readStep({ url, device }: Common, sentTo: string, given: MessageStep): RiskStep {
  if (given.next === 'ask') {
    const { message, challenge } = given
    return { next: 'ask', state: { phase: 'risk-message', url, device, sentTo, message }, challenge }
  }
  const code = given.opened.body.text('data.code')
  return { next: 'poll', state: { phase: 'risk-passed', url, device, code }, afterMs: 0 }
}

export function parseRiskState(reader: JsonReader, phase: RiskState['phase']): RiskState {
  const { href: url } = requireRiskUrl(reader.text('url'))
  const common = { url, device: parseDevice(reader.at('device')) }
  switch (phase) {
    case 'risk-announced':
      return { ...common, phase }
    case 'risk-message':
      return { ...common, phase, sentTo: reader.text('sentTo'), message: parseMessage(reader.at('message')) }
    case 'risk-passed':
      return { ...common, phase, code: reader.text('code') }
  }
}

/** A state only ever holds the url of a check; a snapshot that says otherwise is none of ours. */
function requireRiskUrl(text: string): RiskUrl {
  const url = readRiskUrl(text)
  if (url) return url
  throw new LoginError('this is no risk check of bilibili.com', { code: 'input-invalid' })
}

import {
  type Answer,
  type Challenge,
  type ChallengeOf,
  expectAnswer,
  type HttpFields,
  type HttpRequest,
  type JsonReader,
  type StepContext,
} from '@denglu/core'
import { type CaptchaKind, captchaFields } from '../api/captcha.ts'
import { checkCode, type Opened, open } from '../api/envelope.ts'
import {
  type AskedCaptcha,
  askCaptcha,
  type GivenCaptcha,
  parseAskedCaptcha,
  parseGivenCaptcha,
  takeProof,
  wantsAnother,
} from './captcha-gate.ts'

/** A number proven by the code of a text message: where to ask for the message, and where to take the code. */
export interface TextMessage {
  readonly captchaKind: CaptchaKind
  /** Masked. */
  readonly sentTo: string
  send(captcha: HttpFields): HttpRequest
  submit(captchaKey: string, code: string): HttpRequest
}

type Problem = ChallengeOf<'sms-code'>['problem']

/** How far it has come: first a captcha, then the message, then its code. */
export type MessageState =
  | { readonly at: 'captcha'; readonly captcha: AskedCaptcha; readonly problem?: Problem }
  | { readonly at: 'send'; readonly captcha: GivenCaptcha; readonly problem?: Problem }
  | { readonly at: 'code'; readonly captchaKey: string }
  | { readonly at: 'submit'; readonly captchaKey: string; readonly code: string }

/** What comes next: a question to the person, or the answer to the call that took the code. */
export type MessageStep =
  | { readonly next: 'ask'; readonly message: MessageState; readonly challenge: Challenge }
  | { readonly next: 'proven'; readonly opened: Opened }

const wrongCode: ReadonlySet<number> = new Set([1006, 86202])
const expiredCode: ReadonlySet<number> = new Set([1007, 86205])

/** The first question: a captcha, before any message is sent. */
export async function beginMessage(
  id: string,
  { captchaKind }: TextMessage,
  context: StepContext,
  { problem, refused }: { readonly problem?: Problem; readonly refused?: number } = {},
): Promise<MessageStep & { readonly next: 'ask' }> {
  const { captcha, challenge } = await askCaptcha(id, captchaKind, context, refused)
  return { next: 'ask', message: { at: 'captcha', captcha, ...(problem && { problem }) }, challenge }
}

/** Takes the person's answer into the state; it is sent by {@link sendMessage}. */
export function answerMessage(state: MessageState, answer: Answer): MessageState {
  switch (state.at) {
    case 'captcha':
      return { ...state, at: 'send', captcha: takeProof(state.captcha, answer) }
    case 'code':
      return { ...state, at: 'submit', code: expectAnswer(answer, 'sms-code').code.trim() }
    default:
      return state
  }
}

/** Sends what has been answered: the proof of a captcha, or the code. */
export async function sendMessage(
  id: string,
  message: TextMessage,
  state: MessageState,
  context: StepContext,
): Promise<MessageStep> {
  switch (state.at) {
    case 'captcha':
      return beginMessage(id, message, context, state)
    case 'send': {
      const opened = await open(context, message.send(captchaFields(message.captchaKind, state.captcha)))
      if (wantsAnother(opened, state.captcha))
        return beginMessage(id, message, context, { ...state, refused: state.captcha.refused + 1 })
      const captchaKey = checkCode(opened).body.text('data.captcha_key')
      return askCode(message, captchaKey, state.problem)
    }
    case 'code':
      return askCode(message, state.captchaKey)
    case 'submit': {
      if (!/^\d+$/.test(state.code)) return askCode(message, state.captchaKey, 'wrong-code')
      const opened = await open(context, message.submit(state.captchaKey, state.code))
      if (wrongCode.has(opened.code)) return askCode(message, state.captchaKey, 'wrong-code')
      // A new code needs a new message, and that a new captcha.
      if (expiredCode.has(opened.code)) return beginMessage(id, message, context, { problem: 'expired-code' })
      return { next: 'proven', opened: checkCode(opened) }
    }
  }
}

function askCode({ sentTo }: TextMessage, captchaKey: string, problem?: Problem): MessageStep {
  return {
    next: 'ask',
    message: { at: 'code', captchaKey },
    challenge: { kind: 'sms-code', sentTo, ...(problem && { problem }) },
  }
}

export function parseMessage(reader: JsonReader): MessageState {
  const at = reader.oneOf('at', ['captcha', 'send', 'code', 'submit'])
  const problem = reader.optional('problem', (path) => reader.oneOf(path, ['wrong-code', 'expired-code']))
  switch (at) {
    case 'captcha':
      return { at, captcha: parseAskedCaptcha(reader.at('captcha')), ...(problem && { problem }) }
    case 'send':
      return { at, captcha: parseGivenCaptcha(reader.at('captcha')), ...(problem && { problem }) }
    case 'code':
      return { at, captchaKey: reader.text('captchaKey') }
    case 'submit':
      return { at, captchaKey: reader.text('captchaKey'), code: reader.string('code') }
  }
}

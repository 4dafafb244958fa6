import {
  type Answer,
  type ChallengeOf,
  expectAnswer,
  type HttpFields,
  type LoginMethod,
  readInput,
  type Step,
  type StepContext,
} from '@denglu/core'
import { codes } from '../api/codes.ts'
import { encrypt } from '../api/encrypt.ts'
import { checkCode, type Opened, open } from '../api/envelope.ts'
import { maskPhone, type PhoneNumber, parsePhone, readPhone } from '../api/phone.ts'
import { passport } from '../api/site.ts'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'
import {
  type AskedCaptcha,
  askCaptcha,
  captchaFields,
  parseAsked,
  parseSolved,
  type SolvedCaptcha,
  takeProof,
  wantsCaptcha,
} from './captcha-gate.ts'
import { complete } from './complete.ts'
import { type Confirmed, goOn, parseConfirmed, readConfirmed } from './confirmed.ts'

const id = 'bilibili-intl/sms'

export interface SmsInput {
  /** Within its country. Spaces and dashes do not count. */
  readonly phone: string
  /** The dialing code: `65` or `+65`. */
  readonly country: string
}

type To = { readonly phone: PhoneNumber }

type SmsState =
  | (To & { readonly phase: 'captcha'; readonly captcha: AskedCaptcha })
  | (To & { readonly phase: 'send'; readonly captcha: SolvedCaptcha })
  | (To & { readonly phase: 'code'; readonly captchaKey: string })
  | (To & { readonly phase: 'log-in'; readonly captchaKey: string; readonly code: string })
  | Confirmed

type SmsStep = Step<SmsState, BilibiliIntlCredential>
type Problem = NonNullable<ChallengeOf<'sms-code'>['problem']>

/**
 * A code by text message. A captcha may come first; a number the service does not know gets a new account.
 *
 * @see docs/services/bilibili-intl.md#text-message
 */
export function createSms(locale: Locale): LoginMethod<SmsInput, SmsState, BilibiliIntlCredential> {
  return {
    id,
    title: { en: 'Code by text message', zh: '短信验证码' },
    fields: {
      phone: {
        label: {
          en: 'Phone number (one that has no account yet gets a new one)',
          zh: '手机号（未注册的号码会自动创建新账号）',
        },
      },
      country: { label: { en: 'Dialing code, such as 65', zh: '国际区号，例如 65' } },
    },

    start: (input, context) => send(readPhone(id, input.phone, input.country), undefined, context),

    async poll(state, context) {
      switch (state.phase) {
        case 'captcha':
          return ask(state.phone, undefined, context)
        case 'send':
          return send(state.phone, state.captcha, context)
        case 'code':
          return askCode(state)
        case 'log-in':
          return logIn(state, context)
        case 'confirmed':
          return complete(id, state, locale, context)
      }
    },

    // What follows is asked by a poll, which is taken again when it is lost.
    async answer(state, answer) {
      return { next: 'poll', state: take(state, answer), afterMs: 0 }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['captcha', 'send', 'code', 'log-in', 'confirmed'])
      if (phase === 'confirmed') return parseConfirmed(reader)
      const phone = parsePhone(reader.at('phone'))
      if (phase === 'captcha') return { phase, phone, captcha: parseAsked(reader.at('captcha')) }
      if (phase === 'send') return { phase, phone, captcha: parseSolved(reader.at('captcha')) }
      const captchaKey = reader.text('captchaKey')
      return phase === 'code' ? { phase, phone, captchaKey } : { phase, phone, captchaKey, code: reader.string('code') }
    },
  }

  /** Has a code sent; `problem` is why the one before would not do. */
  async function send(
    phone: PhoneNumber,
    captcha: SolvedCaptcha | undefined,
    context: StepContext,
    problem?: Problem,
  ): Promise<SmsStep> {
    const opened = await post('send', 'web/sms/send', phone, captchaFields(captcha), context)
    if (wantsCaptcha(opened, captcha)) return ask(phone, captcha, context)
    const captchaKey = checkCode(opened).body.text('data.captcha_key')
    return askCode({ phase: 'code', phone, captchaKey }, problem)
  }

  async function logIn(state: SmsState & { phase: 'log-in' }, context: StepContext): Promise<SmsStep> {
    const { phone, captchaKey, code } = state
    const opened = await post(
      'log in',
      'web/login/sms',
      phone,
      { captcha_key: captchaKey, code, keep_me: true },
      context,
    )
    if (opened.code === codes.smsCodeWrong) return askCode({ phase: 'code', phone, captchaKey }, 'wrong-code')
    if (opened.code === codes.smsCodeExpired) return send(phone, undefined, context, 'expired-code')
    return goOn(readConfirmed(checkCode(opened), context))
  }

  /** The number is encrypted anew for every call. */
  async function post(
    what: string,
    path: string,
    { dialingCode, national }: PhoneNumber,
    fields: HttpFields,
    context: StepContext,
  ): Promise<Opened> {
    const tel = await encrypt(id, national, locale, context)
    return open(context, passport(`${id}: ${what}`, path, locale, { form: { cid: dialingCode, tel, ...fields } }))
  }

  async function ask(phone: PhoneNumber, refused: SolvedCaptcha | undefined, context: StepContext): Promise<SmsStep> {
    const { captcha, challenge } = await askCaptcha(id, locale, context, refused)
    return { next: 'ask', state: { phase: 'captcha', phone, captcha }, challenge }
  }
}

function askCode(state: SmsState & { phase: 'code' }, problem?: Problem): SmsStep {
  const sentTo = maskPhone(state.phone)
  return { next: 'ask', state, challenge: { kind: 'sms-code', sentTo, ...(problem && { problem }) } }
}

function take(state: SmsState, answer: Answer): SmsState {
  if (state.phase === 'captcha') return { ...state, phase: 'send', captcha: takeProof(state.captcha, answer) }
  return state.phase === 'code'
    ? { ...state, phase: 'log-in', code: expectAnswer(answer, 'sms-code').code.trim() }
    : state
}

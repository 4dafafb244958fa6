import {
  type Challenge,
  expectAnswer,
  LoginError,
  type LoginMethod,
  readInput,
  type Step,
  type StepContext,
  unexpected,
} from '@denglu/core'
import { type Answered, open, refusalOf, securityPage } from '../api/gateway.ts'
import { type QQMusicCredential, readIssued } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'

const id = 'qqmusic/sms'
const textMessage = 3
const phoneLogin = 0

const report = { done: 0, wrongCode: 20271, captcha: 20276 } as const

export interface SmsInput {
  /** Digits, without the country code. */
  readonly phone: string
  /** The dialing code of the country, as in `852` or `+852`. @default '86' */
  readonly country?: string
}

type SmsState = {
  readonly phone: string
  readonly areaCode: string
  /** The code that is being handed in; without one, the message is still to be sent. */
  readonly code?: string
}

type SmsStep = Step<SmsState, QQMusicCredential>

/**
 * Log in with a code sent to the phone.
 *
 * @see docs/services/qqmusic.md#sms
 */
export function createSms({
  device,
}: {
  readonly device?: QQMusicDevice | undefined
}): LoginMethod<SmsInput, SmsState, QQMusicCredential> {
  const login = (what: string, method: string, param: Record<string, string | number>, context: StepContext) =>
    open(context, {
      step: `${id}: ${what}`,
      call: { module: 'music.login.LoginServer', method, param },
      comm: { tmeLoginMethod: textMessage, ...(method === 'Login' && { tmeLoginType: phoneLogin }) },
      device,
      used: 'ticket',
    })

  async function sendCode(state: SmsState, context: StepContext): Promise<SmsStep> {
    const { phone, areaCode } = state
    const param = { tmeAppid: 'qqmusic', phoneNo: phone, areaCode }
    const answered = await login('send code', 'SendPhoneAuthCode', param, context)
    return answered.code === report.done ? ask(state) : visitOrRefuse(state, answered)
  }

  async function handIn(state: SmsState, code: string, context: StepContext): Promise<SmsStep> {
    const step = `${id}: log in`
    const answered = await login('log in', 'Login', { code, phoneNo: state.phone, loginMode: 1 }, context)
    if (answered.code === report.wrongCode) return ask(state, 'wrong-code')
    if (answered.code !== report.done) return visitOrRefuse({ ...state, code }, answered)
    const issuing = { complain: unexpected(step), now: context.clock.now(), device }
    return { next: 'done', credential: readIssued(answered.data, issuing) }
  }

  return {
    id,
    title: { en: 'Text message to the phone', zh: '手机短信验证码' },
    fields: {
      phone: { label: { en: 'Phone number', zh: '手机号' } },
      country: {
        label: { en: 'Dialing code of the country (86 if empty)', zh: '国家/地区代码（默认 86）' },
        optional: true,
      },
    },

    start({ phone, country }, context) {
      const areaCode = digitsOf('country', (country || '86').replace(/^\+/, ''))
      return sendCode({ phone: digitsOf('phone', phone), areaCode }, context)
    },

    async answer(state, answer) {
      // The service remembers that a page was passed: the same call again, with nothing added.
      if (answer.kind === 'visit-url') return { next: 'poll', state, afterMs: 0 }
      const { code } = expectAnswer(answer, 'sms-code')
      return { next: 'poll', state: { ...state, code: code.trim() }, afterMs: 0 }
    },

    poll({ code, ...asked }, context) {
      return code === undefined ? sendCode(asked, context) : handIn(asked, code, context)
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const code = reader.optional('code', reader.string)
      return {
        phone: reader.text('phone'),
        areaCode: reader.text('areaCode'),
        ...(code !== undefined && { code }),
      }
    },
  }
}

function ask({ phone, areaCode }: SmsState, problem?: 'wrong-code'): SmsStep {
  const sentTo = `${phone.slice(0, -8)}****${phone.slice(-4)}`
  return {
    next: 'ask',
    state: { phone, areaCode },
    challenge: { kind: 'sms-code', sentTo, ...(problem && { problem }) },
  }
}

/** Where the service names a page, passing it helps; otherwise it has refused. */
function visitOrRefuse(state: SmsState, answered: Answered): SmsStep {
  const url = securityPage(answered)
  if (!url) throw refusalOf(answered, 'ticket')
  const why = answered.code === report.captcha ? 'captcha' : 'risk-check'
  const challenge: Challenge = { kind: 'visit-url', url, why }
  return { next: 'ask', state, challenge }
}

function digitsOf(field: keyof SmsInput, text: string): string {
  const digits = text.replace(/[\s-]/g, '')
  if (/^\d{1,15}$/.test(digits)) return digits
  throw new LoginError(`\`input.${field}\` should be digits only`, {
    code: 'input-invalid',
    step: id,
    hint: {
      en: 'Give the number without the country code, as in 13800000000.',
      zh: '请填写不含国家/地区代码的手机号，例如 13800000000。',
    },
  })
}

import {
  type HttpFields,
  type HttpRequest,
  type LoginMethod,
  readInput,
  type Step,
  type StepContext,
} from '@denglu/core'
import { type BilibiliDevice, deviceCookies, fetchDevice, parseDevice } from '../api/device.ts'
import { maskPhone, type PhoneNumber, readPhone } from '../api/phone.ts'
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
import {
  answerWebLogin,
  goOnWithWebLogin,
  parseWebLogin,
  readWebLogin,
  type WebLoginState,
  webLoginPhases,
} from './web-login.ts'
import type { Plain } from './web-session.ts'

const id = 'bilibili/sms'

export interface SmsInput {
  /** As people write it; with a country if it begins with `+`. */
  readonly phone: string
  /** A dialing code (`852`, `+852`), or a name from `fetchCountries`. @default '86' */
  readonly country?: string | undefined
}

type Login = { readonly phone: PhoneNumber; readonly device: Plain<BilibiliDevice> }

type SmsState = (Login & { readonly phase: 'message'; readonly message: MessageState }) | WebLoginState

type SmsStep = Step<SmsState, BilibiliCredential>

/**
 * A code by text message. A captcha comes first; a number the service does not know gets a new account.
 *
 * @see docs/services/bilibili.md#sms
 */
export function createSms(device?: BilibiliDevice): LoginMethod<SmsInput, SmsState, BilibiliCredential> {
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
      country: {
        label: { en: 'Dialing code (86 if left out)', zh: '国际区号（默认 86）' },
        optional: true,
      },
    },

    async start(input, context) {
      const phone = await readPhone(id, input.phone, input.country, context)
      const login: Login = { phone, device: device ?? (await fetchDevice(id, context)) }
      return readStep(login, await beginMessage(id, textMessage(login, context), context), context)
    },

    async poll(state, context) {
      if (state.phase !== 'message') return goOnWithWebLogin(id, state, context)
      return readStep(state, await sendMessage(id, textMessage(state, context), state.message, context), context)
    },

    async answer(state, answer) {
      const answered: SmsState =
        state.phase === 'message'
          ? { ...state, message: answerMessage(state.message, answer) }
          : answerWebLogin(state, answer)
      return { next: 'poll', state: answered, afterMs: 0 }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['message', ...webLoginPhases])
      if (phase !== 'message') return parseWebLogin(reader, phase)
      return {
        phase,
        phone: { dialingCode: reader.text('phone.dialingCode'), national: reader.text('phone.national') },
        device: parseDevice(reader.at('device')),
        message: parseMessage(reader.at('message')),
      }
    },
  }
}

function textMessage({ phone, device }: Login, { clock }: StepContext): TextMessage {
  const request = (what: string, path: string, form: HttpFields): HttpRequest => ({
    step: `${id}: ${what}`,
    url: `https://passport.bilibili.com/x/passport-login/web/${path}`,
    cookies: deviceCookies(device, clock.now()),
    // `cid` is the dialing code; some documents take it for the id of the country in the list.
    form: { cid: phone.dialingCode, tel: phone.national, source: 'main_web', ...form },
  })
  return {
    captchaKind: 'login',
    sentTo: maskPhone(phone),
    send: (captcha) => request('send', 'sms/send', captcha),
    submit: (captchaKey, code) =>
      request('log in', 'login/sms', { captcha_key: captchaKey, code, keep: true, go_url: 'https://www.bilibili.com' }),
  }
}

function readStep({ phone, device }: Login, given: MessageStep, context: StepContext): SmsStep {
  if (given.next === 'proven') return readWebLogin(`${id}: log in`, given.opened, device, context)
  const { message, challenge } = given
  return { next: 'ask', state: { phase: 'message', phone, device, message }, challenge }
}

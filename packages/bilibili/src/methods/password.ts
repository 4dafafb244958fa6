import { type Answer, type LoginMethod, readInput, type Step, type StepContext } from '@denglu/core'
import { captchaFields } from '../api/captcha.ts'
import { type BilibiliDevice, deviceCookies, fetchDevice, parseDevice } from '../api/device.ts'
import { checkCode, type Opened, open } from '../api/envelope.ts'
import { encryptPassword } from '../api/password-cipher.ts'
import type { BilibiliCredential } from '../credential.ts'
import {
  type AskedCaptcha,
  askCaptcha,
  type GivenCaptcha,
  parseAskedCaptcha,
  parseGivenCaptcha,
  takeProof,
  wantsAnother,
} from './captcha-gate.ts'
import {
  answerWebLogin,
  goOnWithWebLogin,
  parseWebLogin,
  readWebLogin,
  type WebLoginState,
  webLoginPhases,
} from './web-login.ts'
import type { Plain } from './web-session.ts'

const id = 'bilibili/password'
const saltTooOld = -662

export interface PasswordInput {
  /** A phone number of mainland China, or an e-mail address. */
  readonly username: string
  readonly password: string
}

/**
 * What waits for a captcha. The password is among it, as it was typed: it travels encrypted with a salt that lives
 * 20 seconds, too short for a captcha. It leaves the state as soon as the service has taken it.
 */
type Waiting = Plain<PasswordInput> & { readonly device: Plain<BilibiliDevice> }

type PasswordState =
  | (Waiting & { readonly phase: 'captcha'; readonly captcha: AskedCaptcha })
  | (Waiting & { readonly phase: 'log-in'; readonly captcha: GivenCaptcha })
  | WebLoginState

type PasswordStep = Step<PasswordState, BilibiliCredential>

/**
 * Account and password. A captcha always comes first; the service may want a text message to the account's phone, too.
 *
 * While the captcha waits, a snapshot of the flow holds the password itself.
 *
 * @see docs/services/bilibili.md#password
 */
export function createPassword(device?: BilibiliDevice): LoginMethod<PasswordInput, PasswordState, BilibiliCredential> {
  return {
    id,
    title: { en: 'Account and password', zh: '账号与密码' },
    fields: {
      username: { label: { en: 'Phone number or e-mail address', zh: '手机号或邮箱' } },
      password: { label: { en: 'Password', zh: '密码' }, secret: true },
    },

    async start({ username, password }, context) {
      return ask({ username, password, device: device ?? (await fetchDevice(id, context)) }, context)
    },

    async poll(state, context) {
      if (state.phase === 'captcha') return ask(state, context)
      return state.phase === 'log-in' ? logIn(state, context) : goOnWithWebLogin(id, state, context)
    },

    async answer(state, answer) {
      return { next: 'poll', state: take(state, answer), afterMs: 0 }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['captcha', 'log-in', ...webLoginPhases])
      if (phase !== 'captcha' && phase !== 'log-in') return parseWebLogin(reader, phase)
      const waiting: Waiting = {
        username: reader.text('username'),
        password: reader.text('password'),
        device: parseDevice(reader.at('device')),
      }
      const captcha = reader.at('captcha')
      return phase === 'captcha'
        ? { ...waiting, phase, captcha: parseAskedCaptcha(captcha) }
        : { ...waiting, phase, captcha: parseGivenCaptcha(captcha) }
    },
  }
}

async function ask({ username, password, device }: Waiting, context: StepContext, refused = 0): Promise<PasswordStep> {
  const { captcha, challenge } = await askCaptcha(id, 'login', context, refused)
  return { next: 'ask', state: { phase: 'captcha', username, password, device, captcha }, challenge }
}

function take(state: PasswordState, answer: Answer): PasswordState {
  if (state.phase === 'captcha') return { ...state, phase: 'log-in', captcha: takeProof(state.captcha, answer) }
  return state.phase === 'log-in' ? state : answerWebLogin(state, answer)
}

async function logIn(state: PasswordState & { phase: 'log-in' }, context: StepContext): Promise<PasswordStep> {
  let opened = await submit(state, context)
  // A fresh salt was too old: the way was slow, once.
  if (opened.code === saltTooOld) opened = await submit(state, context)
  if (wantsAnother(opened, state.captcha)) return ask(state, context, state.captcha.refused + 1)
  return readWebLogin(`${id}: log in`, checkCode(opened), state.device, context)
}

async function submit(
  { username, password, device, captcha }: PasswordState & { phase: 'log-in' },
  context: StepContext,
): Promise<Opened> {
  return open(context, {
    step: `${id}: log in`,
    url: 'https://passport.bilibili.com/x/passport-login/web/login',
    headers: { referer: 'https://passport.bilibili.com/login' },
    cookies: deviceCookies(device, context.clock.now()),
    form: {
      username,
      password: await encryptPassword(id, password, context),
      keep: true,
      source: 'main_web',
      go_url: 'https://www.bilibili.com',
      ...captchaFields('login', captcha),
    },
  })
}

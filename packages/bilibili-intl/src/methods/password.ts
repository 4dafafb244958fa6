import { type Answer, type LoginMethod, readInput, type Step, type StepContext } from '@denglu/core'
import { codes } from '../api/codes.ts'
import { encrypt } from '../api/encrypt.ts'
import { checkCode, type Opened, open } from '../api/envelope.ts'
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
import { type Confirmed, goOn, type Plain, parseConfirmed, readConfirmed } from './confirmed.ts'

const id = 'bilibili-intl/password'

export interface PasswordInput {
  /** An e-mail address. */
  readonly username: string
  readonly password: string
}

/**
 * What waits for a captcha. The password is among it, as it was typed: it travels encrypted with a salt of its own,
 * too short-lived for a captcha. It leaves the state as soon as the service has taken it.
 */
type Waiting = Plain<PasswordInput>

type PasswordState =
  | (Waiting & { readonly phase: 'captcha'; readonly captcha: AskedCaptcha })
  | (Waiting & { readonly phase: 'log-in'; readonly captcha?: SolvedCaptcha })
  | Confirmed

type PasswordStep = Step<PasswordState, BilibiliIntlCredential>

/**
 * E-mail address and password. The service may ask for a captcha, and does so the more often it is used.
 *
 * While it asks, a snapshot of the flow holds the password itself.
 *
 * @see docs/services/bilibili-intl.md#password
 */
export function createPassword(locale: Locale): LoginMethod<PasswordInput, PasswordState, BilibiliIntlCredential> {
  return {
    id,
    title: { en: 'E-mail address and password', zh: '邮箱与密码' },
    fields: {
      username: { label: { en: 'E-mail address', zh: '邮箱' } },
      password: { label: { en: 'Password', zh: '密码' }, secret: true },
    },

    start: (input, context) => logIn(input, undefined, context),

    async poll(state, context) {
      if (state.phase === 'captcha') return ask(state, undefined, context)
      return state.phase === 'log-in' ? logIn(state, state.captcha, context) : complete(id, state, locale, context)
    },

    // What follows is asked by a poll, which is taken again when it is lost.
    async answer(state, answer) {
      return { next: 'poll', state: take(state, answer), afterMs: 0 }
    },

    parseState(value) {
      const reader = readInput(value, `a state of ${id}`)
      const phase = reader.oneOf('phase', ['captcha', 'log-in', 'confirmed'])
      if (phase === 'confirmed') return parseConfirmed(reader)
      const waiting = { username: reader.text('username'), password: reader.text('password') }
      if (phase === 'captcha') return { ...waiting, phase, captcha: parseAsked(reader.at('captcha')) }
      return { ...waiting, phase, ...(reader.has('captcha') && { captcha: parseSolved(reader.at('captcha')) }) }
    },
  }

  async function logIn(
    input: PasswordInput,
    captcha: SolvedCaptcha | undefined,
    context: StepContext,
  ): Promise<PasswordStep> {
    let opened = await submit(input, captcha, context)
    // A fresh salt was too old: the way was slow, once.
    if (opened.code === codes.saltTooOld) opened = await submit(input, captcha, context)
    if (wantsCaptcha(opened, captcha)) return ask(input, captcha, context)
    return goOn(readConfirmed(checkCode(opened), context))
  }

  async function submit(
    { username, password }: PasswordInput,
    captcha: SolvedCaptcha | undefined,
    context: StepContext,
  ): Promise<Opened> {
    const cipher = await encrypt(id, password, locale, context)
    const form = { username, password: cipher, keep_me: true, ...captchaFields(captcha) }
    return open(context, passport(`${id}: log in`, 'web/login/password', locale, { form }))
  }

  async function ask(
    { username, password }: PasswordInput,
    refused: SolvedCaptcha | undefined,
    context: StepContext,
  ): Promise<PasswordStep> {
    const { captcha, challenge } = await askCaptcha(id, locale, context, refused)
    return { next: 'ask', state: { phase: 'captcha', username, password, captcha }, challenge }
  }
}

function take(state: PasswordState, answer: Answer): PasswordState {
  return state.phase === 'captcha' ? { ...state, phase: 'log-in', captcha: takeProof(state.captcha, answer) } : state
}

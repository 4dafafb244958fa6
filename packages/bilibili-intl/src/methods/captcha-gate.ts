import {
  type Answer,
  type ChallengeOf,
  expectAnswer,
  type HttpFields,
  type JsonReader,
  LoginError,
  type StepContext,
} from '@denglu/core'
import { codes } from '../api/codes.ts'
import { call, type Opened, refusalOf } from '../api/envelope.ts'
import { passport } from '../api/site.ts'
import type { Locale } from '../locales.ts'

/** After so many captchas in a row that did not help, another one would be no use. */
const mostRefused = 5

/** A puzzle that waits for its answer. */
export type AskedCaptcha = {
  readonly token: string
  /** How many before it did not help. */
  readonly refused: number
}

/** A proof on its way. */
export type SolvedCaptcha = AskedCaptcha & {
  readonly challenge: string
  readonly validate: string
  readonly seccode: string
}

/**
 * A puzzle for the person, and what to remember of it.
 *
 * @throws {LoginError} `challenge-unhandled` when it is not one of GeeTest: nobody knows how to answer another kind.
 * @see docs/services/bilibili-intl.md#captcha
 */
export async function askCaptcha(
  id: string,
  locale: Locale,
  context: StepContext,
  refused: SolvedCaptcha | undefined,
): Promise<{ readonly captcha: AskedCaptcha; readonly challenge: ChallengeOf<'geetest'> }> {
  const step = `${id}: captcha`
  const { body } = await call(context, passport(step, 'web/captcha/pre', locale, { form: {} }))
  if (body.text('data.type') !== 'geetest') {
    throw new LoginError('the service wants a captcha of a kind that only its own page can show', {
      code: 'challenge-unhandled',
      step,
      hint: { en: 'Scan a QR code instead.', zh: '请改用扫码登录。' },
    })
  }
  return {
    captcha: { token: body.text('data.token'), refused: refused ? refused.refused + 1 : 0 },
    challenge: { kind: 'geetest', gt: body.text('data.geetest.gt'), challenge: body.text('data.geetest.challenge') },
  }
}

/** Whether the answer to a call wants a captcha, though `given` came with it. */
export function wantsCaptcha(opened: Opened, given: SolvedCaptcha | undefined): boolean {
  if (opened.code !== codes.captchaNeeded && opened.code !== codes.captchaWrong) return false
  if (given && given.refused + 1 >= mostRefused) throw refusalOf(opened)
  return true
}

/** The proof in an answer. */
export function takeProof(asked: AskedCaptcha, answer: Answer): SolvedCaptcha {
  const { challenge, validate, seccode } = expectAnswer(answer, 'geetest')
  // Some pages only hand over the first half; the rest has always been this.
  return { ...asked, challenge, validate, seccode: seccode || `${validate}|jordan` }
}

/** A proof as the fields of the call it lets through. */
export function captchaFields(solved: SolvedCaptcha | undefined): HttpFields {
  if (!solved) return {}
  const { token, challenge, validate, seccode } = solved
  return { ctoken: token, challenge, validate, seccode }
}

export function parseAsked(reader: JsonReader): AskedCaptcha {
  return { token: reader.text('token'), refused: reader.number('refused') }
}

export function parseSolved(reader: JsonReader): SolvedCaptcha {
  return {
    ...parseAsked(reader),
    challenge: reader.text('challenge'),
    validate: reader.text('validate'),
    seccode: reader.text('seccode'),
  }
}

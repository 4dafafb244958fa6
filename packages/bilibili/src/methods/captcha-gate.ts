import { type Answer, type ChallengeOf, expectAnswer, type JsonReader, type StepContext } from '@denglu/core'
import { type CaptchaKind, fetchCaptcha, isCaptchaNotTaken, type SolvedCaptcha } from '../api/captcha.ts'
import { type Opened, refusalOf } from '../api/envelope.ts'

/** After so many proofs in a row that were not taken, another puzzle would be no use. */
const mostRefused = 5

/** A puzzle that waits for its answer. */
export type AskedCaptcha = {
  readonly token: string
  /** How many before it were not taken. */
  readonly refused: number
}

/** A proof on its way. */
export type GivenCaptcha = SolvedCaptcha & AskedCaptcha

/** A puzzle for the person, and what to remember of it. */
export async function askCaptcha(
  id: string,
  kind: CaptchaKind,
  context: StepContext,
  refused = 0,
): Promise<{ readonly captcha: AskedCaptcha; readonly challenge: ChallengeOf<'geetest'> }> {
  const { token, gt, challenge } = await fetchCaptcha(id, kind, context)
  return { captcha: { token, refused }, challenge: { kind: 'geetest', gt, challenge } }
}

/** The proof in an answer. */
export function takeProof(asked: AskedCaptcha, answer: Answer): GivenCaptcha {
  const { challenge, validate, seccode } = expectAnswer(answer, 'geetest')
  // Some pages only hand over the first half; the rest has always been this.
  return { ...asked, challenge, validate, seccode: seccode || `${validate}|jordan` }
}

/** Whether the answer to a call that carried `given` wants another puzzle. */
export function wantsAnother(opened: Opened, given: GivenCaptcha): boolean {
  if (!isCaptchaNotTaken(opened.code)) return false
  if (given.refused + 1 >= mostRefused) throw refusalOf(opened)
  return true
}

export function parseAskedCaptcha(reader: JsonReader): AskedCaptcha {
  return { token: reader.text('token'), refused: reader.number('refused') }
}

export function parseGivenCaptcha(reader: JsonReader): GivenCaptcha {
  return {
    ...parseAskedCaptcha(reader),
    challenge: reader.text('challenge'),
    validate: reader.text('validate'),
    seccode: reader.text('seccode'),
  }
}

import { LoginError } from './errors/login-error.ts'
import { readInput } from './json-reader.ts'

/** Something the service wants from the human. */
export type Challenge =
  /** A GeeTest v3 puzzle, to be solved in a browser. */
  | { readonly kind: 'geetest'; readonly gt: string; readonly challenge: string }
  /** The code of a text message. `sentTo` is masked by the service; `problem` says why it asks again. */
  | { readonly kind: 'sms-code'; readonly sentTo: string; readonly problem?: 'wrong-code' | 'expired-code' }
  /** A page of the service's own that the person must visit and pass. */
  | { readonly kind: 'visit-url'; readonly url: string; readonly why: 'captcha' | 'risk-check' }

/** What the human gives in return, of the challenge's own kind. */
export type Answer =
  /** All three as the puzzle returned them: `challenge` may differ from the one that was issued. */
  | { readonly kind: 'geetest'; readonly challenge: string; readonly validate: string; readonly seccode: string }
  /** A string: leading zeros are digits too. */
  | { readonly kind: 'sms-code'; readonly code: string }
  | { readonly kind: 'visit-url' }

export type ChallengeKind = Challenge['kind']
export type ChallengeOf<Kind extends ChallengeKind> = Extract<Challenge, { readonly kind: Kind }>
export type AnswerOf<Kind extends ChallengeKind> = Extract<Answer, { readonly kind: Kind }>

/**
 * Admits a challenge from a snapshot.
 *
 * @throws {LoginError} `input-invalid`
 */
export function parseChallenge(value: unknown): Challenge {
  const reader = readInput(value, 'a challenge')
  const kind = reader.oneOf('kind', ['geetest', 'sms-code', 'visit-url'])
  switch (kind) {
    case 'geetest':
      return { kind, gt: reader.text('gt'), challenge: reader.text('challenge') }
    case 'sms-code': {
      const problem = reader.optional('problem', (path) => reader.oneOf(path, ['wrong-code', 'expired-code']))
      return { kind, sentTo: reader.string('sentTo'), ...(problem && { problem }) }
    }
    case 'visit-url':
      return { kind, url: reader.text('url'), why: reader.oneOf('why', ['captcha', 'risk-check']) }
  }
}

/**
 * Admits an answer: it may come from a page, or from a caller without types.
 *
 * @throws {LoginError} `input-invalid`
 */
export function parseAnswer(value: unknown): Answer {
  const reader = readInput(value, 'an answer')
  const kind = reader.oneOf('kind', ['geetest', 'sms-code', 'visit-url'])
  switch (kind) {
    case 'geetest':
      return {
        kind,
        challenge: reader.text('challenge'),
        validate: reader.text('validate'),
        // Some pages give no second half.
        seccode: reader.string('seccode'),
      }
    case 'sms-code':
      return { kind, code: reader.string('code') }
    case 'visit-url':
      return { kind }
  }
}

/**
 * Narrows an answer to the kind a method has asked for.
 *
 * @throws {LoginError} `input-invalid` when the answer is of another kind.
 */
export function expectAnswer<Kind extends ChallengeKind>(answer: Answer, kind: Kind): AnswerOf<Kind> {
  if (answer.kind === kind) return answer as AnswerOf<Kind>
  throw new LoginError(`the service asked for ${kind}, but was answered with ${answer.kind}`, { code: 'input-invalid' })
}

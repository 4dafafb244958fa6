import { type ChallengeKind, LoginError } from '@denglu/core'
import type { Cli } from '../cli.ts'
import { inEveryLanguage } from '../explain.ts'

/** The service asks for something, and nobody is there to give it. */
export function needsPerson({ texts }: Cli, kind: ChallengeKind): LoginError {
  return new LoginError(`the service asks for ${kind}, and nobody answers`, {
    code: 'challenge-unhandled',
    hint: inEveryLanguage(texts.login.needsTerminal),
  })
}

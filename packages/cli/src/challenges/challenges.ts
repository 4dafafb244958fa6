import type { AnswerHandlers } from '@denglu/core'
import type { Cli } from '../cli.ts'
import type { Asker } from '../face/ask.ts'
import type { LoginFace } from '../face/login-face.ts'
import { answerGeetest } from './geetest.ts'
import { answerSmsCode } from './sms-code.ts'
import { answerVisitUrl } from './visit-url.ts'

/** What an answer to a challenge is made with. */
export interface ChallengeContext {
  readonly cli: Cli
  readonly asker: Asker
}

/** How the command answers what the service asks of the person, by kind: one file each. */
export function createAnswers(context: ChallengeContext, face: LoginFace): AnswerHandlers {
  return {
    geetest: (challenge) => {
      face.pause()
      return answerGeetest(challenge, context)
    },
    'sms-code': (challenge) => {
      face.pause()
      return answerSmsCode(challenge, context)
    },
    'visit-url': (challenge) => {
      face.pause()
      return answerVisitUrl(challenge, context)
    },
  }
}

import { abortable } from '../abortable.ts'
import { type Answer, type Challenge, type ChallengeKind, expectAnswer, parseAnswer } from '../challenge.ts'
import type { Credential } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { StopReason } from '../method.ts'
import type { AnswerHandlers, FinishOptions, LoginFlow } from './flow.ts'

interface FinishContext {
  readonly signal: AbortSignal
  /** Whether an answer of this kind was given ahead of the question. */
  readonly answered: (kind: ChallengeKind) => boolean
}

/** Drives a flow to its end, answering challenges by kind; the ways it can end badly are thrown here. */
export async function finishFlow<C extends Credential>(
  flow: LoginFlow<C>,
  { answers = {}, onEvent }: FinishOptions<C>,
  { signal, answered }: FinishContext,
): Promise<C> {
  for await (const event of flow) {
    await onEvent?.(event)
    switch (event.type) {
      case 'challenge-raised': {
        const { challenge } = event
        if (answered(challenge.kind)) break
        const answer = await abortable(handle(challenge, answers, { signal, method: flow.method }), signal)
        // One of another kind would wait for its question, and this question for its answer.
        flow.answer(expectAnswer(parseAnswer(answer), challenge.kind))
        break
      }
      case 'login-succeeded':
        return event.credential
      case 'login-failed':
        throw endedAs(event.reason, flow.method)
    }
  }
  throw new LoginError('the flow ended without an outcome', { code: 'response-unexpected', step: flow.method })
}

async function handle(
  challenge: Challenge,
  answers: AnswerHandlers,
  { signal, method }: { readonly signal: AbortSignal; readonly method: string },
): Promise<Answer> {
  const handler = answers[challenge.kind] as
    | ((challenge: Challenge, context: { signal: AbortSignal }) => Answer | Promise<Answer>)
    | undefined
  if (handler) return handler(challenge, { signal })
  throw new LoginError(`the service asks for ${challenge.kind}, and there is no handler for it`, {
    code: 'challenge-unhandled',
    step: method,
    hint: {
      en: `Pass answers: { '${challenge.kind}': … } to finish(), or handle the challenge-raised event.`,
      zh: `请向 finish() 传入 answers: { '${challenge.kind}': … }，或自行处理 challenge-raised 事件。`,
    },
  })
}

function endedAs(reason: StopReason, method: string): LoginError {
  return reason === 'expired'
    ? new LoginError('the code expired before it was confirmed', {
        code: 'login-expired',
        step: method,
        hint: {
          en: 'Start again, and scan and confirm within the time shown.',
          zh: '请重新开始，并在限定时间内扫码并确认。',
        },
      })
    : new LoginError('the login was declined on the phone', {
        code: 'login-declined',
        step: method,
        hint: { en: 'Start again if that was a mistake.', zh: '如果是误操作，请重新开始。' },
      })
}

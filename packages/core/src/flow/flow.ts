import type { Answer, AnswerOf, ChallengeKind, ChallengeOf } from '../challenge.ts'
import type { Credential } from '../credential.ts'
import type { LoginEvent } from './events.ts'
import type { FlowSnapshot } from './snapshot.ts'

/**
 * One login under way. Iterate it for its events, or `finish` it for the outcome. Nothing happens before that.
 *
 * Leaving the loop early loses nothing: iterating again, `finish`, or resuming a snapshot goes on from there, first
 * repeating where the flow stands. Only one loop may drive it at a time.
 */
export interface LoginFlow<C extends Credential = Credential> extends AsyncIterable<LoginEvent<C>> {
  /** As in `bilibili/web-qr`. */
  readonly method: string
  /**
   * Everything needed to carry on elsewhere: already true of the event in your hand, the last one included, so that a
   * credential that could not be stored is not lost. Plain JSON, and as secret as a password.
   *
   * @throws {LoginError} `input-invalid` before the first event: there is nothing to save yet.
   */
  snapshot(): FlowSnapshot
  /**
   * Answers a challenge, before or after the flow asks. It is used by the next challenge of its kind.
   *
   * @throws {LoginError} `input-invalid` for what is no answer.
   */
  answer(answer: Answer): void
  /**
   * Drives the flow to its end.
   *
   * @throws {LoginError} `login-expired`, `login-declined`, `challenge-unhandled` when the service asks for something no
   * handler answers, or `input-invalid` when a handler gives an answer of another kind.
   */
  finish(options?: FinishOptions<C>): Promise<C>
}

export interface FinishOptions<C extends Credential = Credential> {
  /** Answers by the kind of challenge. */
  readonly answers?: AnswerHandlers | undefined
  /** Sees every event; awaited, so that what it saves is saved before the flow goes on. */
  readonly onEvent?: ((event: LoginEvent<C>) => void | Promise<void>) | undefined
}

/** The signal is the flow's own: a handler that waits for a person should stop waiting when it is aborted. */
export type AnswerHandlers = {
  readonly [Kind in ChallengeKind]?:
    | ((
        challenge: ChallengeOf<Kind>,
        context: { readonly signal: AbortSignal },
      ) => AnswerOf<Kind> | Promise<AnswerOf<Kind>>)
    | undefined
}

export interface LoginOptions {
  /** Stops every wait and request; its reason is thrown as it came. */
  readonly signal?: AbortSignal | undefined
  /**
   * How many times an expired code is replaced by a fresh one (a new `qr-ready`) before the flow ends as expired.
   * Only for methods that ask for no input.
   *
   * @default 0
   */
  readonly renew?: number | undefined
  /**
   * For how long polls in a row may fail before the last failure is thrown, in ms.
   *
   * @default 60_000
   */
  readonly patienceMs?: number | undefined
}

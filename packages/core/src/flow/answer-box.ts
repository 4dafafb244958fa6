import type { Answer, ChallengeKind } from '../challenge.ts'

/** Holds answers until they are asked for, and askers until they are answered. */
export class AnswerBox {
  readonly #waiting: Answer[] = []
  #asker: ((answer: Answer) => boolean) | undefined

  put(answer: Answer): void {
    if (!this.#asker?.(answer)) this.#waiting.push(answer)
  }

  has(kind: ChallengeKind): boolean {
    return this.#waiting.some((answer) => answer.kind === kind)
  }

  /** The first answer of `kind`; rejects with the signal's reason when aborted first. */
  async take(kind: ChallengeKind, signal: AbortSignal): Promise<Answer> {
    signal.throwIfAborted()
    const index = this.#waiting.findIndex((answer) => answer.kind === kind)
    const [early] = index < 0 ? [] : this.#waiting.splice(index, 1)
    if (early) return early
    const { promise, resolve, reject } = Promise.withResolvers<Answer>()
    const abort = () => reject(signal.reason)
    signal.addEventListener('abort', abort)
    this.#asker = (answer) => {
      if (answer.kind !== kind) return false
      // One answer is enough: another that comes at once is for the next question.
      this.#asker = undefined
      resolve(answer)
      return true
    }
    try {
      return await promise
    } finally {
      signal.removeEventListener('abort', abort)
    }
  }
}

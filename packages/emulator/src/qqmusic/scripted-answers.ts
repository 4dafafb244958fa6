import type { MusicReply } from './gateway.ts'

/** A number that the gateway is to answer with. */
export interface ScriptedAnswer {
  /** Of whichever module, such as `Login`. */
  readonly method: string
  readonly code: number
  /** What comes with it, such as `{ feedbackURL: … }`. */
  readonly data?: Readonly<Record<string, unknown>>
  /** Refuses the request as a whole, as the gateway itself does. @default false */
  readonly whole?: boolean
  /** @default without end */
  readonly times?: number
}

export interface ScriptedAnswers {
  add(answer: ScriptedAnswer): void
  clear(): void
  next(method: string): MusicReply | undefined
  nextWhole(methods: readonly string[]): number | undefined
}

export function createScriptedAnswers(): ScriptedAnswers {
  const waiting: { readonly answer: ScriptedAnswer; left: number }[] = []

  function take(matches: (answer: ScriptedAnswer) => boolean): ScriptedAnswer | undefined {
    const found = waiting.find(({ answer, left }) => left > 0 && matches(answer))
    if (found) found.left -= 1
    return found?.answer
  }

  return {
    add: (answer) => void waiting.push({ answer, left: answer.times ?? Number.POSITIVE_INFINITY }),
    clear: () => void waiting.splice(0),
    next(method) {
      const found = take((answer) => !answer.whole && answer.method === method)
      return found && { code: found.code, data: found.data ?? {} }
    },
    nextWhole: (methods) => take((answer) => answer.whole === true && methods.includes(answer.method))?.code,
  }
}

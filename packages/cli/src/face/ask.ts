import { createInterface, type Interface } from 'node:readline'
import { type Cli, hasPerson } from '../cli.ts'
import { askText } from './prompts.ts'

export interface Question {
  readonly text: string
  /** Not shown while it is typed. */
  readonly secret?: boolean
  /** An empty answer will do. */
  readonly optional?: boolean
}

/** Where answers come from. */
export interface Asker {
  /** The answer; `undefined` when nobody is there to give one. */
  ask(question: Question): Promise<string | undefined>
  close(): void
}

/** Asks the person at the terminal; without one, takes the lines of standard input, one for each question. */
export function createAsker(cli: Cli): Asker {
  if (hasPerson(cli) && !cli.values.json) return { ask: ({ text, ...how }) => askText(cli, text, how), close() {} }
  let reader: Interface | undefined
  let lines: AsyncIterator<string> | undefined
  return {
    async ask() {
      reader ??= createInterface({ input: cli.io.stdin, signal: cli.signal })
      lines ??= reader[Symbol.asyncIterator]()
      const { done, value } = await lines.next()
      cli.signal.throwIfAborted()
      return done ? undefined : value
    },
    close: () => reader?.close(),
  }
}

import { type AnswerOf, type ChallengeOf, LoginError } from '@denglu/core'
import { type Cli, hasPerson, say } from '../cli.ts'
import { emulatorOf } from '../connect.ts'
import { type Asker, createAsker } from '../face/ask.ts'
import type { ChallengeContext } from './challenges.ts'
import { needsPerson } from './needs-person.ts'

/**
 * Opens the puzzle in the browser and goes on by itself once it is solved there. The result of a puzzle solved elsewhere
 * may be pasted instead; without a person it is read as a line of standard input.
 */
export async function answerGeetest(
  challenge: ChallengeOf<'geetest'>,
  { cli, asker }: ChallengeContext,
): Promise<AnswerOf<'geetest'>> {
  if (!hasPerson(cli) || cli.values.json) return askForResult(cli, asker)
  const { openChallengePage } = await import('@denglu/web/node')
  const answered = new AbortController()
  const signal = AbortSignal.any([cli.signal, answered.signal])
  const shown = Promise.withResolvers<void>()
  const onLink = (link: string) => {
    say(cli, cli.texts.login.puzzle(link))
    if (cli.io.env.SSH_CONNECTION) say(cli, cli.texts.login.puzzleOverSsh(new URL(link).port))
    shown.resolve()
  }
  const page = openChallengePage(challenge, { signal, lang: cli.language, onLink, ...scriptOf(cli) })
  const pasted = shown.promise.then(() => askForResult(cli, createAsker({ ...cli, signal })))
  try {
    return await Promise.race([page, pasted])
  } finally {
    // Whichever came second is put away, so that neither a server nor a prompt stays behind.
    answered.abort()
    shown.resolve()
    await Promise.allSettled([page, pasted])
  }
}

/** Asks until a result is whole. */
async function askForResult(cli: Cli, asker: Asker): Promise<AnswerOf<'geetest'>> {
  const { parseGeetestAnswer } = await import('@denglu/web')
  for (;;) {
    const text = await asker.ask({ text: cli.texts.login.puzzleResult, optional: true })
    if (text === undefined) throw needsPerson(cli, 'geetest')
    try {
      return parseGeetestAnswer(text)
    } catch (error) {
      if (!LoginError.is(error, 'input-invalid')) throw error
      say(cli, error.hint?.[cli.language] ?? error.message)
    }
  }
}

/** Puzzles of an emulator are solved with the emulator's script. */
function scriptOf(cli: Cli): { readonly geetestScriptUrl?: string } {
  const origin = emulatorOf(cli)
  return origin === undefined ? {} : { geetestScriptUrl: `${origin}/static.geetest.com/static/js/gt.0.4.9.js` }
}

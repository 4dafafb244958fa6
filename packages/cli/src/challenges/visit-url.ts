import type { AnswerOf, ChallengeOf } from '@denglu/core'
import { say } from '../cli.ts'
import type { ChallengeContext } from './challenges.ts'
import { needsPerson } from './needs-person.ts'

/** Sends the person to a page of the service, and waits until they are back. */
export async function answerVisitUrl(
  { url }: ChallengeOf<'visit-url'>,
  { cli, asker }: ChallengeContext,
): Promise<AnswerOf<'visit-url'>> {
  say(cli, cli.texts.login.visit(url))
  const back = await asker.ask({ text: cli.texts.login.visited, optional: true })
  if (back === undefined) throw needsPerson(cli, 'visit-url')
  return { kind: 'visit-url' }
}

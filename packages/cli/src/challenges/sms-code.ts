import type { AnswerOf, ChallengeOf } from '@denglu/core'
import { say } from '../cli.ts'
import type { ChallengeContext } from './challenges.ts'
import { needsPerson } from './needs-person.ts'

/** Asks for the code of the text message. */
export async function answerSmsCode(
  { sentTo, problem }: ChallengeOf<'sms-code'>,
  { cli, asker }: ChallengeContext,
): Promise<AnswerOf<'sms-code'>> {
  const { smsCode, wrongCode, expiredCode } = cli.texts.login
  if (problem) say(cli, problem === 'wrong-code' ? wrongCode : expiredCode)
  const code = await asker.ask({ text: smsCode(sentTo) })
  if (code === undefined) throw needsPerson(cli, 'sms-code')
  return { kind: 'sms-code', code: code.trim() }
}

import type { StepContext } from '@denglu/core'
import { ended } from '../api/codes.ts'
import { open, refusalOf } from '../api/gateway.ts'
import type { QQMusicCredential } from '../credential.ts'

/** Ends the session at the service; one that has already ended is no error. */
export async function logout(credential: QQMusicCredential, context: StepContext): Promise<void> {
  const answered = await open(context, {
    step: 'qqmusic: logout',
    call: { module: 'music.login.LoginServer', method: 'Logout' },
    credential,
  })
  if (answered.code !== 0 && !ended.includes(answered.code)) throw refusalOf(answered)
}

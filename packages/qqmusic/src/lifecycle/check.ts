import type { CredentialReport, StepContext } from '@denglu/core'
import { ended } from '../api/codes.ts'
import { open, refusalOf } from '../api/gateway.ts'
import type { QQMusicCredential } from '../credential.ts'

const hourMs = 3_600_000

/** Of three days, the last one is for refreshing. */
const refreshBeforeMs = 24 * hourMs

/** Asks the service who it thinks is there. */
export async function check(credential: QQMusicCredential, context: StepContext): Promise<CredentialReport> {
  const answered = await open(context, {
    step: 'qqmusic: check',
    call: { module: 'music.UserInfo.userInfoServer', method: 'GetLoginUserInfo' },
    credential,
  })
  if (ended.includes(answered.code)) return { status: 'expired' }
  if (answered.code !== 0) throw refusalOf(answered)
  const { data } = answered
  const first = (...paths: readonly string[]) =>
    paths.map((path) => data.raw(path)).find((value) => typeof value === 'string' && value !== '') as string | undefined
  const name = first('nick', 'info.nick', 'info.nickname', 'info.name')
  const avatarUrl = first('logo', 'info.logo')
  const endsAt = credential.expiresAt ?? Number.POSITIVE_INFINITY
  return {
    status: endsAt - context.clock.now() > refreshBeforeMs ? 'valid' : 'stale',
    account: { userId: credential.userId, ...(name && { name }), ...(avatarUrl && { avatarUrl }) },
  }
}

import { type JsonObject, LoginError, type RefreshContext, unexpected } from '@denglu/core'
import { exactInteger } from '../api/exact-json.ts'
import { call } from '../api/gateway.ts'
import { type QQMusicCredential, readIssued } from '../credential.ts'

const step = 'qqmusic: refresh'
const weChat = 1
const qq = 2

/** Whether a credential can be renewed: it takes a token, or a key that cookies do not have. */
export function isRenewable({ refreshToken, refreshKey }: QQMusicCredential): boolean {
  return refreshToken !== '' || refreshKey !== ''
}

/**
 * Renews the session key. What the answer leaves out stays as it was.
 *
 * @see docs/services/qqmusic.md#refresh
 */
export async function refresh(
  credential: QQMusicCredential,
  context: RefreshContext<QQMusicCredential>,
): Promise<QQMusicCredential> {
  if (!isRenewable(credential)) throw cannotRenew()
  const { data } = await call(context, {
    step,
    call: { module: 'music.login.LoginServer', method: 'Login', param: refreshParameters(credential) },
    credential,
  })
  const renewed = readIssued(data, {
    complain: unexpected(step),
    now: context.clock.now(),
    previous: credential,
    device: credential.device,
  })
  await context.save(renewed)
  return renewed
}

/** Each type of account proves itself with other fields; the service counts integers and text as different things. */
function refreshParameters(credential: QQMusicCredential): JsonObject {
  const { userId, loginType, accessTokenExpiresAt = 0 } = credential
  return {
    openid: credential.openId,
    refresh_token: credential.refreshToken,
    musickey: credential.musicKey,
    refresh_key: credential.refreshKey,
    loginMode: 2,
    ...(loginType !== weChat && {
      access_token: credential.accessToken,
      expired_in: Math.floor(accessTokenExpiresAt / 1_000),
      musicid: exactInteger(userId),
    }),
    ...(loginType !== qq && { str_musicid: userId, unionid: credential.unionId }),
  }
}

function cannotRenew(): LoginError {
  return new LoginError('this credential has neither a refresh token nor a refresh key', {
    code: 'not-renewable',
    step,
    hint: { en: 'Log in again when it ends.', zh: '到期后请重新登录。' },
  })
}

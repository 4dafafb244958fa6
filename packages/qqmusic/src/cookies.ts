import type { Cookie } from '@denglu/core'
import type { QQMusicCredential } from './credential.ts'

const weChat = 1

/**
 * The cookies under which y.qq.com knows the credential, for the web interfaces of QQ Music.
 *
 * @see docs/services/qqmusic.md#cookies
 */
export function cookiesOf(credential: QQMusicCredential): readonly Cookie[] {
  const { userId, musicKey, loginType, accessTokenExpiresAt, issuedAt } = credential
  const isWeChat = loginType === weChat
  const prefix = isWeChat ? 'wx' : 'psrf_qq'
  const values = {
    uin: userId,
    qqmusic_uin: userId,
    wxuin: isWeChat ? userId : '',
    qqmusic_key: musicKey,
    qm_keyst: musicKey,
    tmeLoginType: String(loginType),
    euin: credential.encryptedUin,
    [`${prefix}openid`]: credential.openId,
    [`${prefix}unionid`]: credential.unionId,
    [`${prefix}access_token`]: credential.accessToken,
    [`${prefix}refresh_token`]: credential.refreshToken,
    psrf_access_token_expiresAt: accessTokenExpiresAt === undefined ? '' : String(accessTokenExpiresAt / 1_000),
    psrf_musickey_createtime: String(Math.floor(issuedAt / 1_000)),
  }
  return Object.entries(values)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({
      name,
      value,
      domain: 'y.qq.com',
      hostOnly: false,
      path: '/',
      ...(credential.expiresAt !== undefined && { expiresAt: credential.expiresAt }),
      secure: true,
      httpOnly: false,
    }))
}

import { type Cookie, plainCookie } from '@denglu/core'
import type { QQMusicCredential } from '../credential.ts'

/** Where the cookies of the music site belong: never to all of qq.com. */
export const siteDomain = 'y.qq.com'

const weChat = 1

/**
 * The cookies by which y.qq.com knows a credential. They hold no refresh key: the site has none.
 *
 * @see docs/services/qqmusic.md#cookies
 */
export function cookiesOf(credential: QQMusicCredential): readonly Cookie[] {
  const { userId, musicKey, loginType, accessTokenExpiresAt, issuedAt, expiresAt } = credential
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
      ...plainCookie(name, value, siteDomain),
      ...(expiresAt !== undefined && { expiresAt }),
    }))
}

/** The names that the service's own answers have for what is in the cookies. `login_type` counts in another way. */
const fields: Readonly<Record<string, string>> = {
  uin: 'str_musicid',
  wxuin: 'str_musicid',
  qm_str_musicid: 'str_musicid',
  qqmusic_uin: 'str_musicid',
  p_lskey: 'musickey',
  qm_keyst: 'musickey',
  qqmusic_key: 'musickey',
  tmeLoginType: 'loginType',
  euin: 'encryptUin',
  wxopenid: 'openid',
  psrf_qqopenid: 'openid',
  wxunionid: 'unionid',
  psrf_qqunionid: 'unionid',
  wxaccess_token: 'access_token',
  psrf_qqaccess_token: 'access_token',
  wxrefresh_token: 'refresh_token',
  psrf_qqrefresh_token: 'refresh_token',
  psrf_access_token_expiresAt: 'expired_at',
  psrf_musickey_createtime: 'musickeyCreateTime',
}

/** The cookies as an answer of the service would say them. */
export function fieldsOf(cookies: readonly Cookie[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    cookies.flatMap(({ name, value }) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      return field && value ? [[field, value]] : []
    }),
  )
}

import { type CredentialFormat, isObject, JsonReader, LoginError } from '@denglu/core'
import { exactInteger, parseExactJson } from '../api/exact-json.ts'
import { type QQMusicCredential, readIssued } from '../credential.ts'

/** Names of the newer versions for what the service and the older ones write in another way. */
const snakeCase: Readonly<Record<string, string>> = {
  musickey_create_time: 'musickeyCreateTime',
  key_expires_in: 'keyExpiresIn',
  bind_account_type: 'bindAccountType',
  need_refresh_key_in: 'needRefreshKeyIn',
  encrypt_uin: 'encryptUin',
  login_type: 'loginType',
}

/**
 * What QQMusicApi (Python and Rust) stores: the answer of a login, under the service's own names or in snake case. It is
 * written in the names that every version reads.
 *
 * @see https://github.com/L-1124/QQMusicApi/blob/main/qqmusic_api/models/request.py
 */
export const qqmusicApi: CredentialFormat<QQMusicCredential> = {
  id: 'qqmusic-api',
  title: { en: 'QQMusicApi (Python, Rust)', zh: 'QQMusicApi（Python、Rust）' },
  fileName: 'credential.json',

  write(credential) {
    const seconds = (ms: number) => Math.floor(ms / 1_000)
    const { userId, issuedAt, expiresAt = issuedAt, accessTokenExpiresAt = 0 } = credential
    const stored = {
      openid: credential.openId,
      refresh_token: credential.refreshToken,
      access_token: credential.accessToken,
      expired_at: seconds(accessTokenExpiresAt),
      musicid: exactInteger(userId),
      musickey: credential.musicKey,
      unionid: credential.unionId,
      str_musicid: userId,
      refresh_key: credential.refreshKey,
      musickeyCreateTime: seconds(issuedAt),
      keyExpiresIn: seconds(expiresAt - issuedAt),
      first_login: credential.firstLogin,
      bindAccountType: credential.bindAccountType,
      needRefreshKeyIn: credential.needRefreshKeyIn,
      encryptUin: credential.encryptedUin,
      loginType: credential.loginType,
    }
    return `${JSON.stringify(stored, null, 2)}\n`
  },

  recognises: (text) => typeof parse(text).musickey === 'string',

  read(text, { now }) {
    const stored = parse(text)
    // Until 0.4, a dict kept what had no field of its own apart.
    const fields = isObject(stored.extra_fields) ? { ...stored.extra_fields, ...stored } : stored
    const given = Object.entries(fields).flatMap(([name, value]) => (value ? [[snakeCase[name] ?? name, value]] : []))
    return readIssued(new JsonReader(Object.fromEntries(given), complain), { complain, now })
  },
}

/** The object in a text, with ids exact; empty where there is none. */
function parse(text: string): Readonly<Record<string, unknown>> {
  const value = parseExactJson(text)
  return isObject(value) ? value : {}
}

function complain(problem: string): never {
  throw new LoginError(`this is not a credential of QQMusicApi: ${problem}`, {
    code: 'input-invalid',
    hint: { en: 'Give the whole stored JSON.', zh: '请提供完整的凭据 JSON。' },
  })
}

import { JsonReader, LoginError, systemClock } from '@denglu/core'
import { parseExactJson } from './api/exact-json.ts'
import { type QQMusicCredential, readIssued } from './credential.ts'

/** The names of the service's fields in libraries that store them in snake case. */
const libraryNames: Readonly<Record<string, string>> = {
  musickey_create_time: 'musickeyCreateTime',
  key_expires_in: 'keyExpiresIn',
  bind_account_type: 'bindAccountType',
  need_refresh_key_in: 'needRefreshKeyIn',
  encrypt_uin: 'encryptUin',
  login_type: 'loginType',
}

/** The names of the service's fields in the cookies of y.qq.com. Its `login_type` counts in another way. */
const cookieNames: Readonly<Record<string, string>> = {
  wxuin: 'str_musicid',
  qm_str_musicid: 'str_musicid',
  qqmusic_uin: 'str_musicid',
  uin: 'str_musicid',
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

/**
 * Makes a credential of what other libraries store: the JSON of QQMusicApi (Python and Rust), an answer of the service
 * as it came, or the cookies of y.qq.com by name. Give the JSON as text where ids may exceed 2^53.
 *
 * @throws {LoginError} `input-invalid` when there is no music id or no key in it.
 * @see docs/services/qqmusic.md#other-libraries
 */
export function convertCredential(stored: unknown, now: number = systemClock.now()): QQMusicCredential {
  const value = typeof stored === 'string' ? parseText(stored) : stored
  if (typeof value !== 'object' || value === null) return complain('it should be an object')
  const fields = 'extra_fields' in value ? { ...Object(value.extra_fields), ...value } : { ...value }
  const names = 'musickey' in fields ? libraryNames : cookieNames
  const renamed = Object.entries(fields)
    .filter(([, field]) => field)
    .map(([name, field]) => [names[name] ?? name, field])
  return readIssued(new JsonReader(Object.fromEntries(renamed), complain), { complain, now })
}

function parseText(text: string): unknown {
  try {
    return parseExactJson(text)
  } catch {
    return undefined
  }
}

function complain(problem: string): never {
  throw new LoginError(`this is not a stored QQ Music credential: ${problem}`, {
    code: 'input-invalid',
    hint: {
      en: 'Give the whole stored JSON; as text if the id is longer than 15 digits.',
      zh: '请提供完整的凭据 JSON；若账号超过 15 位数字，请以文本形式传入。',
    },
  })
}

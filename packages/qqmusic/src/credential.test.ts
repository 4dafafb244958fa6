import { expect, test } from 'vitest'
import { openWorld, standingAt } from './__fixtures__/world.ts'
import { convertCredential } from './convert-credential.ts'
import { parseCredential } from './credential.ts'

/** As the service answers, in the order it does. */
const answer = {
  openid: '0A1B2C3D4E5F60718293A4B5C6D7E8F9',
  refresh_token: 'RT0123456789ABCDEF',
  access_token: 'AT0123456789ABCDEF',
  expired_at: 1772184000,
  musicid: 123456789,
  musickey: 'Q_H_L_63ExampleExampleExample',
  musickeyCreateTime: 1767000000,
  first_login: 0,
  unionid: 'UID0123456789ABCDEF',
  str_musicid: '123456789',
  encryptUin: 'oKExample7eExample**',
  keyExpiresIn: 259200,
  refresh_key: 'RK0123456789ABCDEF',
  loginType: 2,
  bindAccountType: 0,
  needRefreshKeyIn: 0,
}

const credential = {
  provider: 'qqmusic',
  version: 1,
  userId: '123456789',
  issuedAt: 1767000000_000,
  expiresAt: 1767259200_000,
  musicKey: 'Q_H_L_63ExampleExampleExample',
  loginType: 2,
  refreshKey: 'RK0123456789ABCDEF',
  openId: '0A1B2C3D4E5F60718293A4B5C6D7E8F9',
  unionId: 'UID0123456789ABCDEF',
  accessToken: 'AT0123456789ABCDEF',
  refreshToken: 'RT0123456789ABCDEF',
  accessTokenExpiresAt: 1772184000_000,
  encryptedUin: 'oKExample7eExample**',
  firstLogin: 0,
  bindAccountType: 0,
  needRefreshKeyIn: 0,
}

test('holds every field, each end in its own place', async () => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'QQLogin', code: 0, data: answer })
  expect(await qqmusic.resume(standingAt('qq-qr', { phase: 'authorized', code: 'x' })).finish()).toEqual(credential)
})

test.each([
  ['no key', { musickey: '' }],
  ['no id', { musicid: 0, str_musicid: '' }],
])('an answer with %s is no success', async (_what, lacking) => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'QQLogin', code: 0, data: { ...answer, ...lacking } })
  const failed = qqmusic.resume(standingAt('qq-qr', { phase: 'authorized', code: 'x' })).finish()
  await expect(failed).rejects.toMatchObject({ code: 'response-unexpected' })
})

test.each([
  [{ loginType: 0 }, 2],
  [{ loginType: 0, musickey: 'W_X_63Example' }, 1],
  [{ loginType: undefined }, 2],
  [{ loginType: '1' }, 1],
  [{ loginType: 6 }, 6],
])('%o is type %i', (given, loginType) => {
  expect(convertCredential({ ...answer, ...given }).loginType).toBe(loginType)
})

test('an end that the service does not tell is unknown', () => {
  const { expiresAt, issuedAt } = convertCredential({ ...answer, musickeyCreateTime: 0, keyExpiresIn: 0 }, 5)
  expect([expiresAt, issuedAt]).toEqual([undefined, 5])
})

test.each([
  ['the answer of the service', answer],
  ['QQMusicApi 0.3 and 0.4, as JSON', { ...omit('loginType'), loginType: 2, keyExpiresIn: 259200 }],
  [
    'QQMusicApi 0.3 and 0.4, as a dict',
    {
      ...omit('musickeyCreateTime', 'keyExpiresIn'),
      extra_fields: { musickeyCreateTime: 1767000000, keyExpiresIn: 259200 },
    },
  ],
  [
    'QQMusicApi 0.7 and QQMusicApi-rs',
    {
      ...omit('musickeyCreateTime', 'keyExpiresIn', 'encryptUin', 'loginType'),
      musickey_create_time: 1767000000,
      key_expires_in: '259200',
      encrypt_uin: answer.encryptUin,
      login_type: 2,
    },
  ],
])('takes over what %s stores, as a value and as text', (_library, stored) => {
  expect(convertCredential(stored)).toEqual(credential)
  expect(convertCredential(JSON.stringify(stored))).toEqual(credential)
})

test('takes over the cookies of the web site, which count types in another way', () => {
  const cookies = {
    uin: 'o0123456789',
    qm_keyst: answer.musickey,
    login_type: '1',
    euin: answer.encryptUin,
    psrf_qqopenid: answer.openid,
    psrf_qqunionid: answer.unionid,
    psrf_qqaccess_token: answer.access_token,
    psrf_qqrefresh_token: answer.refresh_token,
    psrf_access_token_expiresAt: '1772184000',
    psrf_musickey_createtime: '1767000000',
  }
  const { expiresAt: _unknown, ...rest } = credential
  expect(convertCredential(cookies)).toEqual({ ...rest, refreshKey: '' })
})

test('its own cookies can be taken over again', () => {
  const { qqmusic } = openWorld()
  const cookies = Object.fromEntries(
    qqmusic.cookies(parseCredential(credential)).map(({ name, value }) => [name, value]),
  )
  const { userId, musicKey, openId, unionId, accessToken } = credential
  expect(convertCredential(cookies)).toMatchObject({ userId, musicKey, openId, unionId, accessToken, loginType: 2 })
})

test('an id beyond 2^53 is exact as text, and nothing rather than wrong as a value', () => {
  const text = JSON.stringify({ ...answer, str_musicid: '' }).replace('123456789,', '1152921504606846977,')
  expect(convertCredential(text).userId).toBe('1152921504606846977')
  expect(() => convertCredential(JSON.parse(text))).toThrow('there is no music id')
})

test.each([undefined, null, 'x', '[]', {}, { musickey: 'x' }, { musicid: 1 }])('%j is no credential', (stored) => {
  expect(() => convertCredential(stored)).toThrow('this is not a stored QQ Music credential')
})

test('comes back from storage as it was, and from nowhere else', () => {
  expect(parseCredential(JSON.parse(JSON.stringify(credential)))).toEqual(credential)
  expect(() => parseCredential({ ...credential, provider: 'bilibili' })).toThrow('belongs to bilibili')
  expect(() => parseCredential({ ...credential, musicKey: '' })).toThrow('`musicKey` is empty')
  expect(() => parseCredential({ ...credential, version: 2 })).toThrow('newer release')
})

function omit(...names: readonly string[]) {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)))
}

import { type Credential, type CredentialFormat, exportCredential, importCredential } from '@denglu/core'
import { expect, test } from 'vitest'
import { parseCredential } from '../credential.ts'
import { loginAnswer as answer, openWorld, readStored } from '../world.fixture.ts'
import { formats } from './formats.ts'
import { qqmusicApi } from './qqmusic-api.ts'

const credential = readStored(answer)

test.each([
  ['0.3 and 0.4, as JSON', answer],
  [
    '0.3 and 0.4, as a dict',
    {
      ...omit('musickeyCreateTime', 'keyExpiresIn'),
      extra_fields: { musickeyCreateTime: 1767000000, keyExpiresIn: 259200 },
    },
  ],
  [
    '0.7, and the one in Rust',
    {
      ...omit('musickeyCreateTime', 'keyExpiresIn', 'encryptUin', 'loginType'),
      musickey_create_time: 1767000000,
      key_expires_in: '259200',
      encrypt_uin: answer.encryptUin,
      login_type: 2,
    },
  ],
])('reads what QQMusicApi %s stores', (_version, stored) => {
  const text = JSON.stringify(stored, null, 4)
  expect(formats.find(({ recognises }) => recognises(text))).toBe(qqmusicApi)
  expect(qqmusicApi.read(text, { now: 0 })).toEqual(credential)
})

test('writes what QQMusicApi reads, ids of 19 digits included', () => {
  expect(JSON.parse(qqmusicApi.write(credential, 0))).toEqual(answer)
  const weChat = { ...credential, userId: '1152921504606846977', loginType: 1 }
  const text = qqmusicApi.write(weChat, 0)
  expect(text).toContain('"musicid": 1152921504606846977,')
  expect(qqmusicApi.read(text, { now: 0 })).toEqual(weChat)
  // Where only the number is there, it is read to its last digit.
  expect(readStored(text.replace('"1152921504606846977"', '""')).userId).toBe('1152921504606846977')
})

test.each(['', 'x', '[]', '{}', '{"musickey":"x"}', '{"musicid":1}', '{"musicid":"o","musickey":"x"}'])(
  'finds no credential in %j',
  (text) => {
    expect(() => qqmusicApi.read(text, { now: 0 })).toThrow('this is not a credential of QQMusicApi')
  },
)

test('reads the cookies of the site, which count types in another way', () => {
  const header = formats.find(({ id }) => id === 'header') as CredentialFormat<Credential>
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
  const line = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ')
  const { expiresAt: _unknown, ...known } = credential
  expect(header.read(line, { now: 0 })).toEqual({ ...known, refreshKey: '' })
  expect(() => header.read('uin=1; pgv_pvid=2', { now: 0 })).toThrow(
    'there is no session of y.qq.com in it: there is no',
  )
})

test.each(formats.map(({ id }) => id))('what is exported as %s can be imported again, and works', async (id) => {
  const { qqmusic, service } = openWorld()
  for (const account of service.accounts.list()) {
    const before = readStored(service.openSession(account))
    const text = exportCredential(qqmusic, before, id)
    const imported = await importCredential([qqmusic], text)
    expect(imported).toMatchObject({ format: id, report: { account: { userId: account.userId } }, isRenewable: true })
    const { userId, musicKey, openId, unionId, loginType, refreshToken } = before
    expect(imported.credential).toMatchObject({ userId, musicKey, openId, unionId, loginType, refreshToken })
    const renewed = await qqmusic.refresh(imported.credential)
    expect(parseCredential(renewed)).toEqual(renewed)
  }
})

function omit(...names: readonly string[]) {
  return Object.fromEntries(Object.entries(answer).filter(([name]) => !names.includes(name)))
}

import { expect, test } from 'vitest'
import { parseCredential, readMusicId } from './credential.ts'
import { loginAnswer as answer, openWorld, readStored, standingAt } from './world.fixture.ts'

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
  expect(readStored({ ...answer, ...given }).loginType).toBe(loginType)
})

test('an end that the service does not tell is unknown', () => {
  const { expiresAt, issuedAt } = readStored({ ...answer, musickeyCreateTime: 0, keyExpiresIn: 0 }, 5)
  expect([expiresAt, issuedAt]).toEqual([undefined, 5])
})

test('an id beyond 2^53 that has lost its digits is none, rather than a wrong one', () => {
  const read = (musicid: unknown) => readMusicId(musicid)
  expect([read(123), read('o0123'), read('1152921504606846977')]).toEqual(['123', '123', '1152921504606846977'])
  expect([read(Number('1152921504606846977')), read(0), read(-1), read('12a'), read(undefined)]).toEqual(
    Array(5).fill(undefined),
  )
})

test('comes back from storage as it was, and from nowhere else', () => {
  expect(parseCredential(JSON.parse(JSON.stringify(credential)))).toEqual(credential)
  expect(() => parseCredential({ ...credential, provider: 'bilibili' })).toThrow('belongs to bilibili')
  expect(() => parseCredential({ ...credential, musicKey: '' })).toThrow('`musicKey` is empty')
  expect(() => parseCredential({ ...credential, version: 2 })).toThrow('newer release')
})

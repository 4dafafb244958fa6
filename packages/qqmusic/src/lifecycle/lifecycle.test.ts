import { LoginError } from '@denglu/core'
import { expect, test } from 'vitest'
import { createDevice } from '../device/device.ts'
import { openWorld, readStored, type TestWorld } from '../world.fixture.ts'

const dayMs = 86_400_000

/** A credential of the first account of a kind, and the session behind it. */
function logIn({ service }: TestWorld, kind: 'qq' | 'wechat' = 'qq') {
  const [account] = service.accounts.of(kind)
  if (!account) throw new Error('nobody is there')
  return { account, credential: readStored(service.openSession(account)) }
}

test('the key ends three days after it was made, whatever the access token says', () => {
  const world = openWorld()
  const { credential } = logIn(world)
  expect(credential.expiresAt).toBe(credential.issuedAt + 3 * dayMs)
  expect(credential.accessTokenExpiresAt).toBe(credential.issuedAt + 60 * dayMs)
})

test('check tells valid, stale and expired apart', async () => {
  const world = openWorld()
  const { account, credential } = logIn(world)
  expect(await world.qqmusic.check(credential)).toEqual({
    status: 'valid',
    account: { userId: account.userId, name: account.name, avatarUrl: expect.stringMatching(/^https:/) },
  })
  const aged = { ...credential, expiresAt: Date.now() + dayMs - 1 }
  expect(await world.qqmusic.check(aged)).toMatchObject({ status: 'stale' })
  expect(await world.qqmusic.check({ ...credential, musicKey: 'Q_H_L_other' })).toEqual({ status: 'expired' })

  world.service.settings.keyLivesMs = 0
  expect(await world.qqmusic.check(credential)).toEqual({ status: 'expired' })
})

test.each([1000, 104400, 104401])('check takes %i for expired, and nothing else', async (code) => {
  const world = openWorld()
  const { credential } = logIn(world)
  world.service.answers.add({ method: 'GetLoginUserInfo', code, times: 1 })
  expect(await world.qqmusic.check(credential)).toEqual({ status: 'expired' })
  world.service.answers.add({ method: 'GetLoginUserInfo', code: 500001, times: 1 })
  await expect(world.qqmusic.check(credential)).rejects.toMatchObject({ serviceCode: 500001 })
})

test('logout ends the session, and is no error afterwards', async () => {
  const world = openWorld()
  const { credential } = logIn(world)
  await world.qqmusic.logout(credential)
  expect(await world.qqmusic.check(credential)).toEqual({ status: 'expired' })
  await world.qqmusic.logout(credential)
})

test.each([
  ['qq', ['access_token', 'expired_in', 'loginMode', 'musicid', 'musickey', 'openid', 'refresh_key', 'refresh_token']],
  ['wechat', ['loginMode', 'musickey', 'openid', 'refresh_key', 'refresh_token', 'str_musicid', 'unionid']],
] as const)('a refresh of %s brings what that type is asked for', async (kind, names) => {
  const world = openWorld()
  const { account, credential } = logIn(world, kind)
  const renewed = await world.qqmusic.refresh(credential)
  const { comm, req_0 } = JSON.parse(world.sent.at(-1) ?? '')
  expect(Object.keys(req_0.param).sort()).toEqual(names)
  expect(comm).toMatchObject({ qq: account.userId, authst: credential.musicKey, tmeLoginType: credential.loginType })

  expect(renewed).toMatchObject({
    userId: account.userId,
    unionId: account.unionId,
    encryptedUin: account.encryptedUin,
  })
  expect(renewed.musicKey).not.toBe(credential.musicKey)
  expect(renewed.refreshKey).not.toBe(credential.refreshKey)
  expect(await world.qqmusic.check(renewed)).toMatchObject({ status: 'valid' })
})

test('an account of another type brings everything', async () => {
  const world = openWorld()
  const { credential } = logIn(world)
  await world.qqmusic.refresh({ ...credential, loginType: 6 })
  const { param } = JSON.parse(world.sent.at(-1) ?? '').req_0
  expect(Object.keys(param).sort().join(' ')).toBe(
    'access_token expired_in loginMode musicid musickey openid refresh_key refresh_token str_musicid unionid',
  )
  // The service tells integers and text apart.
  expect([typeof param.expired_in, typeof param.musicid]).toEqual(['number', 'number'])
})

test('a refresh without a refresh key works, as for credentials made of cookies', async () => {
  const world = openWorld()
  const { credential } = logIn(world)
  const renewed = await world.qqmusic.refresh({ ...credential, refreshKey: '' })
  expect(renewed.refreshKey).toMatch(/./)
})

test('a credential without token and key cannot be renewed, and says so without asking', async () => {
  const world = openWorld()
  const credential = { ...logIn(world).credential, refreshToken: '', refreshKey: '' }
  expect(world.qqmusic.isRenewable(credential)).toBe(false)
  await expect(world.qqmusic.refresh(credential)).rejects.toMatchObject({ code: 'not-renewable' })
  expect(world.sent).toEqual([])
})

test('a refresh shows the device that logged in', async () => {
  const device = createDevice()
  const world = openWorld({}, { device: createDevice() })
  const { credential } = logIn(world)
  const own = await world.qqmusic.refresh({ ...credential, device })
  expect(own.device).toEqual(device)
  const udid = () => JSON.parse(world.sent.at(-1) ?? '').comm.udid
  expect(udid()).toBe(device.openUdid)
  // One that knows none takes the program's, and keeps it.
  const { device: adopted } = await world.qqmusic.refresh(logIn(world).credential)
  expect(adopted?.openUdid).toBe(udid())
})

test('a refresh that is refused leaves the old credential as it was', async () => {
  const world = openWorld()
  const { credential } = logIn(world)
  const saved: unknown[] = []
  const save = (renewed: unknown) => void saved.push(renewed)
  for (const [code, outcome] of [
    [1000, 'credential-rejected'],
    [104401, 'credential-rejected'],
    [2001, 'service-refused'],
    [10006, 'response-unexpected'],
  ] as const) {
    world.service.answers.add({ method: 'Login', code, times: 1 })
    await expect(world.qqmusic.refresh(credential, { save })).rejects.toMatchObject({ code: outcome })
  }
  expect(saved).toEqual([])
  expect(await world.qqmusic.check(credential)).toMatchObject({ status: 'valid' })
})

test.each([
  ['no key', { musickey: '' }],
  ['another account', { str_musicid: '999' }],
])('a refresh that brings %s is none', async (_what, given) => {
  const world = openWorld()
  const { account, credential } = logIn(world)
  const data = { ...world.service.openSession(account), ...given }
  world.service.answers.add({ method: 'Login', code: 0, data })
  const error = await world.qqmusic.refresh(credential).catch((thrown: unknown) => thrown)
  expect(LoginError.is(error, 'response-unexpected')).toBe(true)
})

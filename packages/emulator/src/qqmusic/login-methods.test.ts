import { expect, test } from 'vitest'
import { setUp } from './world.fixture.ts'

const dayMs = 86_400_000

/** A session of the first account of a kind, as the answer of its login. */
function logIn(world: ReturnType<typeof setUp>, kind: 'qq' | 'wechat' = 'qq') {
  const [account] = world.service.accounts.of(kind)
  if (!account) throw new Error('nobody is there')
  const data = world.service.openSession(account)
  const comm = { qq: account.userId, authst: data.musickey, tmeLoginType: `${data.loginType}` }
  return { account, data, comm }
}

test('the key ends after three days, the access token much later', async () => {
  const world = setUp()
  const { data, comm } = logIn(world)
  expect(data).toMatchObject({ keyExpiresIn: 259200, expired_at: Number(data.musickeyCreateTime) + 60 * 86_400 })
  const ask = () => world.call('GetLoginUserInfo@music.UserInfo.userInfoServer', {}, comm)
  expect(await ask()).toMatchObject({ code: 0, data: { info: { nick: expect.any(String) } } })
  world.clock.advance(3 * dayMs)
  expect(await ask()).toMatchObject({ code: 1000 })
})

test('a refresh tells integers from text, and answers without what has not changed', async () => {
  const world = setUp()
  const { data, comm } = logIn(world)
  const { openid, access_token, refresh_token, musickey, refresh_key } = data
  const param = { openid, access_token, refresh_token, musickey, refresh_key, loginMode: 2 }
  const refresh = (more: Record<string, unknown>) => world.call('Login', { ...param, ...more }, comm)
  expect(await refresh({ expired_in: 1, musicid: '1234567801' })).toMatchObject({ code: 10006 })
  expect(await refresh({ expired_in: '1', musicid: 1234567801 })).toMatchObject({ code: 10006 })
  expect(await refresh({ expired_in: 1 })).toMatchObject({ code: 1000 })
  const renewed = await refresh({ expired_in: 1, musicid: 1234567801 })
  expect(renewed).toMatchObject({ code: 0, data: { unionid: '', encryptUin: '' } })
  expect(renewed.data?.musickey).not.toBe(musickey)
})

test('the four fields of older clients are enough, and so is a credential made of cookies', async () => {
  const world = setUp()
  const { data, comm } = logIn(world, 'wechat')
  const { refresh_token, musickey, refresh_key } = data
  const old = await world.call('Login', { refresh_token, musickey, refresh_key }, comm)
  expect(old).toMatchObject({ code: 0 })
  expect(await world.call('Login', { refresh_token, musickey, refresh_key: '' }, comm)).toMatchObject({ code: 0 })
  expect(await world.call('Login', { refresh_token, musickey, refresh_key: 'x' }, comm)).toMatchObject({ code: 1000 })
  expect(await world.call('Login', { refresh_token, musickey, refresh_key }, {})).toMatchObject({ code: 1000 })
})

test.each([
  ['until-first-use', [0, 1000]],
  ['at-once', [1000, 1000]],
  ['never', [0, 0]],
] as const)('the old key ends %s', async (oldKeyEnds, codes) => {
  const world = setUp({ oldKeyEnds })
  const { data, comm } = logIn(world, 'wechat')
  const { refresh_token, musickey, refresh_key } = data
  const renewed = await world.call('Login', { refresh_token, musickey, refresh_key }, comm)
  const ask = async (authst: unknown) =>
    (await world.call('GetLoginUserInfo@music.UserInfo.userInfoServer', {}, { ...comm, authst })).code
  const before = await ask(musickey)
  expect(await ask(renewed.data?.musickey)).toBe(0)
  expect([before, await ask(musickey)]).toEqual(codes)
})

test('cookies carry a session, too, and the page of the web site knows them', async () => {
  const world = setUp()
  const { account, data } = logIn(world)
  const cookie = `uin=o${account.userId}; qqmusic_key=${data.musickey}`
  const profile = (gTk: number) =>
    world.get(`https://c6.y.qq.com/rsc/fcgi-bin/fcg_get_profile_homepage.fcg?g_tk=${gTk}`, { cookie })
  const { hash33 } = await import('./hash33.ts')
  expect(await (await profile(hash33(`${data.musickey}`, 5381))).json()).toMatchObject({ code: 0 })
  expect(await (await profile(1)).json()).toMatchObject({ code: 1000 })
})

test('codes of QQ are not exchanged by Login any more', async () => {
  expect(await setUp().call('Login', { code: 'x' }, { tmeLoginType: 2 })).toMatchObject({ code: 104400 })
})

test('a text message: once a minute, its code once, zeros in front included', async () => {
  const world = setUp()
  const phone = '13800000001'
  const send = (comm = {}) =>
    world.call(
      'SendPhoneAuthCode',
      { tmeAppid: 'qqmusic', phoneNo: phone, areaCode: '86' },
      { tmeLoginMethod: '3', ...comm },
    )
  const login = (code: unknown) =>
    world.call('Login', { code, phoneNo: phone, areaCode: '86', loginMode: 1 }, { tmeLoginMethod: 3, tmeLoginType: 0 })
  expect(await send({ tmeLoginMethod: 1 })).toMatchObject({ code: 20261 })
  expect(await send()).toMatchObject({ code: 0 })
  expect(await send()).toMatchObject({ code: 100001 })
  const { code } = world.service.phone.readSms(phone)
  expect(code).toMatch(/^0\d{5}$/)
  expect(world.service.phone.messages()).toEqual([{ to: phone, code, text: expect.stringContaining(code) }])
  expect(await login(Number(code))).toMatchObject({ code: 20271 })
  expect(await login(code)).toMatchObject({ code: 0, data: { str_musicid: '1234567801' } })
  expect(await login(code)).toMatchObject({ code: 20271 })
  world.clock.advance(60_000)
  expect(await send()).toMatchObject({ code: 0 })
})

test('a page has to be passed first where the service wants it, once', async () => {
  const world = setUp({ smsWantsCaptcha: true })
  const param = { tmeAppid: 'qqmusic', phoneNo: '13912345678', areaCode: '86' }
  const send = () => world.call('SendPhoneAuthCode', param, { tmeLoginMethod: 3 })
  const { code, data } = await send()
  expect(code).toBe(20276)
  expect((await world.get(`${data?.securityURL}`)).status).toBe(200)
  expect((await world.get(`${data?.securityURL}`)).status).toBe(404)
  expect(await send()).toMatchObject({ code: 0 })
  const login = { code: world.service.phone.readSms('13912345678').code, phoneNo: '13912345678', loginMode: 1 }
  expect(await world.call('Login', login, { tmeLoginMethod: 3 })).toMatchObject({
    code: 20274,
    data: { phoneNo: '139****5678', musicid: 0 },
  })
})

test('accounts can be added, each id once', () => {
  const { service } = setUp({ accounts: [{ kind: 'wechat', userId: '1152921504699999999', name: '甲' }] })
  expect(service.accounts.list().map(({ kind }) => kind)).toEqual(['wechat', 'qq'])
  expect(service.accounts.add({ name: '乙' })).toMatchObject({ kind: 'qq', userId: '1234567802', name: '乙' })
  expect(() => service.accounts.add({ userId: '1234567802' })).toThrow(RangeError)
  expect(() => service.accounts.add({ userId: '0' })).toThrow(RangeError)
})

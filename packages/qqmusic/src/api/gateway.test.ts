import { expect, test } from 'vitest'
import { openWorld, standingAt } from '../__fixtures__/world.ts'
import { convertCredential } from '../convert-credential.ts'
import { createDevice } from '../device/device.ts'
import { createMusicRequest } from './gateway.ts'
import { signBody } from './zzc-sign.ts'

const whoAmI = { module: 'music.UserInfo.userInfoServer', method: 'GetLoginUserInfo' }

function logIn() {
  const { emulator, service } = openWorld()
  const [account] = service.accounts.of('wechat')
  if (!account) throw new Error('nobody is there')
  return { emulator, account, credential: convertCredential(service.openSession(account)) }
}

test.each(['android', 'desktop', 'web'] as const)('a caller gets through as %s', async (profile) => {
  const { emulator, account, credential } = logIn()
  const response = await emulator.fetch(createMusicRequest(whoAmI, { profile, credential, device: createDevice() }))
  expect(await response.json()).toMatchObject({ code: 0, req_0: { code: 0, data: { info: { nick: account.name } } } })
})

test.each(['android', 'desktop', 'web'] as const)('as %s, nobody is nobody', async (profile) => {
  const { emulator } = logIn()
  const response = await emulator.fetch(createMusicRequest(whoAmI, { profile }))
  expect(await response.json()).toMatchObject({ code: 0, req_0: { code: 1000 } })
})

test('a profile says what the official client says', async () => {
  const { credential } = logIn()
  const device = { ...createDevice(), qimei: 'q16', qimei36: 'q36' }
  const commOf = async (request: Request) => JSON.parse((await request.text()).replace(/("uin":)(\d+)/, '$1"$2"')).comm
  expect(await commOf(createMusicRequest(whoAmI))).toEqual({
    ct: 11,
    cv: 14090008,
    v: 14090008,
    chid: '10003505',
    tmeAppID: 'qqmusic',
    QIMEI36: '6c9d3cd110abca9b16311cee10001e717614',
  })
  expect(await commOf(createMusicRequest(whoAmI, { credential, device }))).toMatchObject({
    qq: credential.userId,
    authst: credential.musicKey,
    tmeLoginType: 1,
    QIMEI: 'q16',
    QIMEI36: 'q36',
    udid: device.openUdid,
    aid: device.androidId,
    phonetype: 'MI 6',
    devicelevel: '29',
  })
  expect(await commOf(createMusicRequest(whoAmI, { profile: 'web', credential }))).toMatchObject({
    ct: 24,
    platform: 'yqq.json',
    uin: credential.userId,
    g_tk: expect.any(Number),
    g_tk_new_20200303: expect.any(Number),
  })
})

test('signs the text that it sends, on request', async () => {
  const { emulator, credential } = logIn()
  const request = createMusicRequest(whoAmI, { credential, signed: true })
  const { pathname, searchParams } = new URL(request.url)
  expect([pathname, searchParams.get('sign')]).toEqual(['/cgi-bin/musics.fcg', signBody(await request.clone().text())])
  expect(await (await emulator.fetch(request)).json()).toMatchObject({ code: 0 })
})

test('signs where the service asks for it, and goes on', async () => {
  const { qqmusic, service, sent } = openWorld()
  service.answers.add({ method: 'CreateQRCode', code: 2000, times: 1 })
  service.answers.add({ method: 'QQLogin', code: 2000, whole: true, times: 1 })
  await expect(qqmusic.resume(standingAt('qq-qr', { phase: 'authorized', code: 'x' })).finish()).rejects.toMatchObject({
    code: 'login-expired',
  })
  expect(sent).toHaveLength(2)
})

test('what is no answer of the gateway is reported as such', async () => {
  const answer = (body: string, status = 200) =>
    openWorld({}, { fetch: async () => new Response(body, { status }) })
      .qqmusic.resume(standingAt('qq-qr', { phase: 'authorized', code: 'x' }), { patienceMs: 0 })
      .finish()
  await expect(answer('{"code":0}')).rejects.toMatchObject({ code: 'response-unexpected', retryable: false })
  await expect(answer('{"code":0,"req_0":{"code":0}}')).rejects.toMatchObject({ code: 'response-unexpected' })
  await expect(answer('{"code":0,"req_0":{"co')).rejects.toMatchObject({ code: 'response-unexpected', retryable: true })
  await expect(answer('{}', 429)).rejects.toMatchObject({ reason: 'rate-limited' })
})

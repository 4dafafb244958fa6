import { expect, test } from 'vitest'
import { createDevice } from '../device/device.ts'
import { openWorld, readStored, standingAt } from '../world.fixture.ts'
import { signBody } from './zzc-sign.ts'

const whoAmI = { module: 'music.UserInfo.userInfoServer', method: 'GetLoginUserInfo' }
const profiles = ['android', 'desktop', 'web'] as const

function logIn() {
  const world = openWorld()
  const [account] = world.service.accounts.of('wechat')
  if (!account) throw new Error('nobody is there')
  const credential = readStored(world.service.openSession(account))
  /** The ids of WeChat accounts are too long for JSON.parse. */
  const lastComm = () => JSON.parse((world.sent.at(-1) ?? '').replace(/("uin":)(\d+)/, '$1"$2"')).comm
  return { ...world, account, credential, lastComm }
}

test.each(profiles)('a caller gets through as %s', async (profile) => {
  const { qqmusic, account, credential } = logIn()
  const data = await qqmusic.call(whoAmI, { profile, credential, device: createDevice() })
  expect(data).toMatchObject({ info: { nick: account.name } })
})

test.each(profiles)('as %s, nobody is nobody', async (profile) => {
  await expect(logIn().qqmusic.call(whoAmI, { profile })).rejects.toMatchObject({ code: 'credential-rejected' })
})

test('a profile says what the official client says', async () => {
  const { qqmusic, credential, lastComm } = logIn()
  await qqmusic.call(whoAmI).catch(() => undefined)
  expect(lastComm()).toEqual({
    ct: 11,
    cv: 14090008,
    v: 14090008,
    chid: '10003505',
    tmeAppID: 'qqmusic',
    QIMEI36: '6c9d3cd110abca9b16311cee10001e717614',
  })
  const device = { ...createDevice(), qimei: 'q16', qimei36: 'q36' }
  await qqmusic.call(whoAmI, { credential, device, comm: { ct: 23 } })
  expect(lastComm()).toMatchObject({
    ct: 23,
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
  await qqmusic.call(whoAmI, { profile: 'desktop', credential, device })
  expect(lastComm()).toMatchObject({ ct: 19, guid: device.openUdid.toUpperCase(), uin: credential.userId })
  await qqmusic.call(whoAmI, { profile: 'web', credential })
  const { g_tk: gTk, ...comm } = lastComm()
  expect(comm).toMatchObject({ ct: 24, platform: 'yqq.json', uin: credential.userId, g_tk_new_20200303: gTk })
})

test('ids beyond 2^53 come back as text', async () => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'GetIds', code: 0, data: { ids: [1, 1152921504600000001n] } })
  const { ids } = await qqmusic.call({ module: 'm', method: 'GetIds' })
  expect(ids).toEqual([1, '1152921504600000001'])
})

test('signs the text that it sends, on request', async () => {
  const seen: string[] = []
  const { emulator, credential } = logIn()
  const { qqmusic } = openWorld(
    {},
    {
      fetch: async (input, init) => {
        const request = new Request(input, init)
        const { pathname, searchParams } = new URL(request.url)
        seen.push(pathname, `${searchParams.get('sign') === signBody(await request.clone().text())}`)
        return emulator.fetch(request)
      },
    },
  )
  await qqmusic.call(whoAmI, { credential, signed: true })
  expect(seen).toEqual(['/cgi-bin/musics.fcg', 'true'])
})

test.each([false, true])('signs where the service asks for it, and goes on (the whole request: %s)', async (whole) => {
  const { qqmusic, service, credential, sent } = logIn()
  service.answers.add({ method: 'GetLoginUserInfo', code: 2000, whole, times: 1 })
  await qqmusic.call(whoAmI, { credential })
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

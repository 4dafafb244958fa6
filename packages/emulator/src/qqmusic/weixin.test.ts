import { expect, test } from 'vitest'
import { setUp } from './world.fixture.ts'

const page =
  'https://open.weixin.qq.com/connect/qrconnect?appid=wx48db31d50e334801&redirect_uri=https%3A%2F%2Fy.qq.com%2F&response_type=code&scope=snsapi_login&state=STATE'

async function showCode(world: ReturnType<typeof setUp>) {
  const html = await (await world.get(page)).text()
  const uuid = /l\/qrconnect\?uuid=(\w{16})"/.exec(html)?.[1] ?? ''
  const poll = async (query = '') =>
    (await world.get(`https://lp.open.weixin.qq.com/connect/l/qrconnect?uuid=${uuid}&_=1${query}`)).text()
  return { html, uuid, poll }
}

test('the page names the code twice, and its picture is a JPEG', async () => {
  const world = setUp()
  const { html, uuid } = await showCode(world)
  expect(html).toContain(`src="/connect/qrcode/${uuid}"`)
  const picture = await world.get(`https://open.weixin.qq.com/connect/qrcode/${uuid}`)
  expect(picture.headers.get('content-type')).toBe('image/jpeg')
  expect(
    Buffer.from(await picture.arrayBuffer())
      .subarray(0, 2)
      .toString('hex'),
  ).toBe('ffd8')
  expect((await world.get('https://open.weixin.qq.com/connect/qrcode/none')).status).toBe(404)
  expect(await (await world.get('https://open.weixin.qq.com/connect/qrconnect?appid=x')).text()).not.toContain('uuid')
})

test('a poll is held back until something happens, or until its time is up', async () => {
  const world = setUp({ longPollMs: 60_000 })
  const { uuid, poll } = await showCode(world)
  const waiting = poll()
  await new Promise((resolve) => setTimeout(resolve, 30))
  world.service.apps.wechat.scan(`https://open.weixin.qq.com/connect/confirm?uuid=${uuid}`)
  expect(await waiting).toBe("window.wx_errcode=404;window.wx_code='';")
  // Without being told that this is known, it says so again at once; otherwise it waits for the next.
  expect(await poll()).toBe("window.wx_errcode=404;window.wx_code='';")
  const last = poll('&last=404')
  await new Promise((resolve) => setTimeout(resolve, 30))
  world.service.apps.wechat.confirm()
  expect(await last).toMatch(/^window\.wx_errcode=405;window\.wx_code='[0-9A-F]{32}';$/)

  world.service.settings.longPollMs = 1
  expect(await (await showCode(world)).poll()).toBe("window.wx_errcode=408;window.wx_code='';")
})

test('a poll is let go when the client hangs up', async () => {
  const world = setUp({ longPollMs: 60_000 })
  const { uuid } = await showCode(world)
  const controller = new AbortController()
  const url = `https://lp.open.weixin.qq.com/connect/l/qrconnect?uuid=${uuid}`
  const waiting = world.emulator.fetch(url, { signal: controller.signal })
  setTimeout(() => controller.abort('enough'), 20)
  await expect(waiting).rejects.toBe('enough')
})

test('says no and too late, also in JSON', async () => {
  const world = setUp()
  const declined = await showCode(world)
  world.service.phone.decline(declined.uuid)
  expect(await declined.poll('&f=json')).toBe('{"wx_errcode":403,"wx_code":""}')
  const expired = await showCode(world)
  world.clock.advance(180_000)
  expect(await expired.poll()).toBe("window.wx_errcode=402;window.wx_code='';")
})

test('the code is exchanged once, by the app it was for, into an account of 19 digits', async () => {
  const world = setUp()
  const { uuid, poll } = await showCode(world)
  world.service.phone.confirm(uuid)
  const code = /'(\w+)'/.exec(await poll())?.[1]
  const exchange = (strAppid: string, tmeLoginType: unknown) =>
    world.call('Login', { code, strAppid }, { tmeLoginType })
  expect(await exchange('wx0', 1)).toMatchObject({ code: 20261 })
  expect(await exchange('wx48db31d50e334801', '1')).toMatchObject({
    code: 0,
    data: {
      musicid: 1152921504600000001n,
      str_musicid: '1152921504600000001',
      musickey: expect.stringMatching(/^W_X_/),
    },
  })
  expect(await exchange('wx48db31d50e334801', 1)).toMatchObject({ code: 1000 })
})

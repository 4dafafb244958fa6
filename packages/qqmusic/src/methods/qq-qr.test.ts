import { describeMethod } from '@denglu/testing'
import { expect, test } from 'vitest'
import { createQQMusic } from '../provider.ts'
import { follow, openWorld, standingAt, type TestWorld } from '../world.fixture.ts'

describeMethod({
  method: 'qq-qr',
  createProvider: createQQMusic,
  human: (event, { emulator }) => {
    if (event.type === 'qr-ready') emulator.qqmusic.phone.scan(event.qr)
    if (event.type === 'qr-scanned') emulator.qqmusic.phone.confirm()
    return undefined
  },
})

const willing =
  ({ service }: TestWorld) =>
  (event: Awaited<ReturnType<typeof follow>>[number]) => {
    if (event.type === 'qr-ready') service.phone.scan(event.qr)
    if (event.type === 'qr-scanned') service.phone.confirm()
  }

test('issues the credential of the account that confirmed, told by its whole answer', async () => {
  const world = openWorld({ accounts: [{ kind: 'qq', userId: '2233445566', name: "O'Neill, (B)" }] })
  const events = await follow(world.qqmusic.login('qq-qr'), willing(world))
  expect(events.at(-1)).toMatchObject({
    type: 'login-succeeded',
    credential: { provider: 'qqmusic', userId: '2233445566', loginType: 2, musicKey: expect.stringMatching(/^Q_H_L_/) },
  })
})

test('has a picture that a phone can read', async () => {
  const { qqmusic, service } = openWorld()
  for await (const event of qqmusic.login('qq-qr')) {
    if (event.type !== 'qr-ready' || event.qr.kind !== 'image') throw new Error('no picture')
    expect(Buffer.from(event.qr.base64, 'base64').subarray(1, 4).toString()).toBe('PNG')
    expect(() => service.apps.wechat.scan(event.qr)).toThrow('does not know this code')
    service.apps.qq.scan(event.qr)
    break
  }
})

test('ends as declined', async () => {
  const { qqmusic, service } = openWorld()
  const events = await follow(qqmusic.login('qq-qr'), (event) => {
    if (event.type === 'qr-ready') service.phone.scan(event.qr)
    if (event.type === 'qr-scanned') service.phone.decline()
  })
  expect(events.at(-1)).toEqual({ type: 'login-failed', reason: 'declined' })
})

test('ends as expired', async () => {
  const { qqmusic } = openWorld({ qrLivesMs: 1 })
  const events = await follow(qqmusic.login('qq-qr'))
  expect(events.at(-1)).toEqual({ type: 'login-failed', reason: 'expired' })
})

test('a code that the service does not know has expired', async () => {
  const { qqmusic } = openWorld()
  const state = { phase: 'waiting', qrsig: 'unknown', scanned: false, expiresAt: Date.now() + 1_000 }
  const events = await follow(qqmusic.resume(standingAt('qq-qr', state)))
  expect(events).toEqual([{ type: 'login-failed', reason: 'expired' }])
})

test('a signature that was used before means a code that has expired', async () => {
  const { qqmusic } = openWorld()
  const events = await follow(qqmusic.resume(standingAt('qq-qr', { phase: 'confirmed', uin: '12345', ptsigx: 'used' })))
  expect(events).toEqual([{ type: 'login-failed', reason: 'expired' }])
})

test('is told apart from a login that risk control forbids', async () => {
  const world = openWorld({ checkSig: 'forbid' })
  const failed = world.qqmusic.login('qq-qr').finish({ onEvent: willing(world) })
  await expect(failed).rejects.toMatchObject({
    reason: 'risk-control',
    serviceCode: 302,
    step: expect.stringMatching(/check signature$/),
  })
})

test('asks for less where more is not granted', async () => {
  const world = openWorld({ grantsFriends: false })
  const events = await follow(world.qqmusic.login('qq-qr'), willing(world))
  expect(events.at(-1)?.type).toBe('login-succeeded')
})

test('sends no cookie where it does not belong', async () => {
  const sent: string[] = []
  const { emulator, service } = openWorld()
  const { qqmusic } = openWorld(
    {},
    {
      fetch: (input, init) => {
        const request = new Request(input, init)
        const names = (request.headers.get('cookie') ?? '').split('; ').map((pair) => pair.split('=')[0])
        sent.push(`${new URL(request.url).host} ${names.sort().join(' ')}`.trim())
        return emulator.fetch(request)
      },
    },
  )
  await qqmusic.login('qq-qr').finish({
    onEvent: (event) => {
      if (event.type === 'qr-ready') service.phone.confirm(event.qr)
    },
  })
  expect(sent).toEqual([
    'ssl.ptlogin2.qq.com',
    'ssl.ptlogin2.qq.com qrsig',
    'ssl.ptlogin2.graph.qq.com',
    'graph.qq.com p_skey p_uin pt4_token pt_login_type pt_oauth_token',
    'u.y.qq.com',
  ])
})

test.each([
  [
    "ptuiCB('7','0','','0','提交参数错误，请检查。', '')",
    { code: 'service-refused', reason: 'unknown', serviceCode: 7 },
  ],
  ["ptuiCB('99','0','','0','', '')", { code: 'service-refused', reason: 'unknown', serviceCode: 99 }],
  ["ptuiCB('0','0','','0','登录成功！', 'x')", { code: 'response-unexpected' }],
  ["ptuiCB('0','0','https://example.com/?uin=1','0','登录成功！', 'x')", { code: 'response-unexpected' }],
  ['<html>502</html>', { code: 'response-unexpected', retryable: true }],
])('reports %s', async (body, error) => {
  const { qqmusic } = openWorld({}, { fetch: async () => new Response(body) })
  const state = { phase: 'waiting', qrsig: 'x', scanned: false, expiresAt: Date.now() + 1_000 }
  await expect(qqmusic.resume(standingAt('qq-qr', state), { patienceMs: 0 }).finish()).rejects.toMatchObject(error)
})

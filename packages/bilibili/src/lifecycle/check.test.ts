import { expect, test } from 'vitest'
import { logIn } from './lifecycle.fixture.ts'

const day = 86_400_000

test('a fresh session is valid, with the account it belongs to', async () => {
  const { provider, credential, account } = await logIn()
  expect(await provider.check(credential)).toEqual({
    status: 'valid',
    account: { userId: account.userId, name: account.name, avatarUrl: account.avatarUrl },
  })
})

test.each(['web-qr', 'tv-qr'] as const)('after a while the service advises a refresh (%s)', async (method) => {
  const { provider, credential, clock } = await logIn(method)
  await clock.wait(40 * day)
  expect(await provider.check(credential)).toMatchObject({ status: 'stale', account: { userId: credential.userId } })
  expect(await provider.check(await provider.refresh(credential))).toMatchObject({ status: 'valid' })
})

test('a session that has ended is expired', async () => {
  const { provider, credential, account } = await logIn()
  account.endSessions()
  expect(await provider.check(credential)).toEqual({ status: 'expired' })
})

test('a refresh that was not confirmed makes a credential stale', async () => {
  const { provider, credential } = await logIn()
  expect(await provider.check({ ...credential, replaces: 'x' })).toMatchObject({ status: 'stale' })
})

test.each([
  [
    { code: -352, message: '风控校验失败' },
    { reason: 'risk-control', serviceCode: -352 },
  ],
  [{ code: 0, data: {} }, { code: 'response-unexpected' }],
  [
    { code: 424_242, message: 'new 13800000000' },
    { reason: 'unknown', serviceCode: 424_242 },
  ],
])('anything else is an error, not an opinion on the credential: %j', async (body, error) => {
  const { create, credential } = await logIn()
  await expect(create(() => Response.json(body)).check(credential)).rejects.toMatchObject(error)
})

test('a blocked request says so', async () => {
  const { create, credential } = await logIn()
  const blocked = create(() => new Response('<html>出错啦</html>', { status: 412 }))
  await expect(blocked.check(credential)).rejects.toMatchObject({ reason: 'risk-control', serviceCode: -412 })
})

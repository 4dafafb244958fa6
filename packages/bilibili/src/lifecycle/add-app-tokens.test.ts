import { expect, test } from 'vitest'
import { logIn, sessdata } from './lifecycle.fixture.ts'

test('a web session gets app tokens without a phone, and keeps what it has', async () => {
  const { provider, credential } = await logIn()
  const both = await provider.addAppTokens(credential)
  expect(both.app?.accessToken).toMatch(/^[0-9a-f]{32}$/)
  expect({ ...both, app: undefined }).toEqual({ ...credential, app: undefined })
  expect(provider.parseCredential(JSON.parse(JSON.stringify(both)))).toEqual(both)
  const renewed = await provider.refresh(both)
  expect(renewed.app?.accessToken).not.toBe(both.app?.accessToken)
  expect(sessdata(renewed)).not.toBe(sessdata(both))
  expect(await provider.check(renewed)).toMatchObject({ status: 'valid' })
})

test('a session that has ended gets none', async () => {
  const { provider, credential, account } = await logIn()
  account.endSessions()
  await expect(provider.addAppTokens(credential)).rejects.toMatchObject({ code: 'credential-rejected' })
})

test('a code that gives nothing is reported, after a few polls', async () => {
  const { create, credential, clock } = await logIn()
  const deaf = create((path) => (path.endsWith('/h5/qrcode/confirm') ? Response.json({ code: 0 }) : undefined))
  const before = clock.waits.length
  await expect(deaf.addAppTokens(credential)).rejects.toMatchObject({
    message: 'bilibili: add app tokens: the confirmed code gave no tokens',
  })
  expect(clock.waits.slice(before)).toEqual([1_000, 1_000, 1_000])
})

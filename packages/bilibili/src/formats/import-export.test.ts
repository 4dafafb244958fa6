import { exportCredential, importCredential } from '@denglu/core'
import { expect, test } from 'vitest'
import { logIn, sessdata } from '../lifecycle/lifecycle.fixture.ts'

test.each(['denglu', 'playwright', 'cookiecloud', 'bilibili-api'])(
  'a web login travels by %s, and can be refreshed where it arrives',
  async (format) => {
    const { provider, credential, clock } = await logIn()
    const text = exportCredential(provider, credential, format, { clock })
    const imported = await importCredential([provider], text, { clock })
    expect(imported).toMatchObject({ format, isRenewable: true, report: { status: 'valid' } })
    const renewed = await provider.refresh(imported.credential)
    expect(sessdata(renewed)).not.toBe(sessdata(credential))
  },
)

test.each(['netscape', 'header', 'json', 'env', 'bbdown', 'yutto'])(
  'a web login travels by %s, without its refresh token',
  async (format) => {
    const { provider, credential, clock, account } = await logIn()
    const text = exportCredential(provider, credential, format, { clock })
    const imported = await importCredential([provider], text, { clock })
    expect(imported).toMatchObject({ format, isRenewable: false, credential: { userId: credential.userId } })
    expect(sessdata(imported.credential)).toBe(sessdata(credential))
    account.endSessions()
    const attempt = importCredential([provider], text, { clock })
    await expect(attempt).rejects.toMatchObject({ code: 'credential-rejected' })
  },
)

test('a TV login travels by biliup, with its tokens', async () => {
  const { provider, credential, clock } = await logIn('tv-qr')
  const imported = await importCredential([provider], exportCredential(provider, credential, 'biliup', { clock }), {
    clock,
  })
  expect(imported.credential.app?.accessToken).toBe(credential.app?.accessToken)
  expect(imported.isRenewable).toBe(true)
  expect((await provider.refresh(imported.credential)).app?.accessToken).not.toBe(credential.app?.accessToken)
})

test('a web login gets what biliup needs, and goes there', async () => {
  const { provider, credential, clock } = await logIn()
  const both = await provider.addAppTokens(credential)
  const { format } = await importCredential([provider], exportCredential(provider, both, 'biliup'), { clock })
  expect(format).toBe('biliup')
})

import { type Credential, exportCredential, importCredential } from '@denglu/core'
import { createEmulator } from '@denglu/emulator'
import { createInstantClock } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { createBilibiliIntl } from '../provider.ts'
import { formats } from './formats.ts'

async function logIn(method: 'web-qr' | 'tv-qr' = 'web-qr') {
  const clock = createInstantClock()
  const emulator = createEmulator({ clock, bilibiliIntl: { phone: { scanAfterMs: 0, confirmAfterMs: 0 } } })
  const provider = createBilibiliIntl({ clock, fetch: emulator.fetch })
  return { clock, provider, credential: await provider.login(method).finish() }
}

describe.each(formats.map(({ id }) => id))('as %s', (id) => {
  test('a session leaves, comes back and is still logged in', async () => {
    const { provider, credential, clock } = await logIn()
    const text = exportCredential(provider, credential, id, { clock })
    const imported = await importCredential([provider], text, { clock })
    expect(imported).toMatchObject({ format: id, isRenewable: false, report: { status: 'valid' } })
    const values = ({ cookies }: Pick<typeof credential, 'cookies'>) =>
      Object.fromEntries(cookies.map(({ name, value }) => [name, value]))
    expect(values(imported.credential)).toEqual(values(credential))
    expect(imported.credential.userId).toBe(credential.userId)
  })
})

test('tokens survive where the whole credential is written', async () => {
  const { provider, credential, clock } = await logIn('tv-qr')
  const imported = await importCredential([provider], exportCredential(provider, credential, 'denglu', { clock }), {
    clock,
  })
  expect(imported).toMatchObject({ credential, isRenewable: true })
})

test('a session of bilibili.com is not taken for one', async () => {
  const { provider, clock } = await logIn()
  const header = 'SESSDATA=0a1b%2C1814227200%2Ca9%2A61; bili_jct=00112233445566778899aabbccddeeff; DedeUserID=100200300'
  await expect(importCredential([provider], header, { clock })).rejects.toMatchObject({ code: 'input-invalid' })
  const netscape =
    '# Netscape HTTP Cookie File\n# not of bilibili.tv\n.bilibili.com\tTRUE\t/\tTRUE\t0\tSESSDATA\tsecret-77\n'
  await expect(importCredential([provider], netscape, { clock })).rejects.toMatchObject({
    message: 'there is no session of bilibili.tv in it: no SESSDATA, bili_jct',
  })
})

test('a file that does not say whose it is: the service does', async () => {
  const { provider, credential, clock } = await logIn()
  const anonymous: Credential & { cookies: typeof credential.cookies } = {
    ...credential,
    cookies: credential.cookies.filter(({ name }) => name !== 'DedeUserID' && name !== 'mid'),
  }
  const text = exportCredential(provider, anonymous as typeof credential, 'netscape', { clock })
  expect((await importCredential([provider], text, { clock })).credential.userId).toBe(credential.userId)
})

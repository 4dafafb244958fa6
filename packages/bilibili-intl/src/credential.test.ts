import { createEmulator } from '@denglu/emulator'
import { expect, test, vi } from 'vitest'
import type { BilibiliIntlCredential } from './credential.ts'
import { createBilibiliIntl } from './provider.ts'

const emulator = createEmulator()
const fetch = vi.fn(emulator.fetch)
const intl = createBilibiliIntl({ fetch })

const cookie = { hostOnly: false, path: '/', secure: true, httpOnly: true }
const credential: BilibiliIntlCredential = {
  provider: 'bilibili-intl',
  version: 1,
  userId: '1400000001',
  issuedAt: 1,
  cookies: [{ ...cookie, name: 'SESSDATA', value: '1a2b3c4d%2C1790000000%2C5e6f7%2A8100c0', domain: 'bilibili.tv' }],
  app: { accessToken: 'a', refreshToken: 'r', expiresAt: 2 },
}
/** As the sister service issues it: the same names, another realm. */
const sister = {
  ...credential,
  provider: 'bilibili',
  cookies: ['SESSDATA', 'bili_jct', 'DedeUserID'].map((name) => ({
    ...cookie,
    name,
    value: 'of-the-sister',
    domain: 'bilibili.com',
  })),
}

test('goes through JSON and back', () => {
  expect(intl.parseCredential(JSON.parse(JSON.stringify(credential)))).toEqual(credential)
  const { app: _, ...web } = credential
  expect(intl.parseCredential(web)).toEqual(web)
})

// A caller without types can hand over anything.
const uses = {
  parseCredential: async (value: never) => intl.parseCredential(value),
  cookies: async (value: never) => intl.cookies(value),
  check: async (value: never) => intl.check(value),
  refresh: async (value: never) => intl.refresh(value),
  logout: async (value: never) => intl.logout(value),
}

test.each(Object.entries(uses))('%s refuses a credential of bilibili.com, and sends nothing', async (_name, use) => {
  fetch.mockClear()
  await expect(use(sister as never)).rejects.toMatchObject({
    code: 'input-invalid',
    message: 'this credential belongs to bilibili, not to bilibili-intl',
  })
  // Relabelled by hand, its cookies still tell.
  await expect(use({ ...sister, provider: 'bilibili-intl' } as never)).rejects.toMatchObject({
    code: 'input-invalid',
    message: 'this is not a bilibili-intl credential: it holds cookies of bilibili.com',
    hint: { en: expect.stringContaining('separate'), zh: expect.any(String) },
  })
  expect(fetch).not.toHaveBeenCalled()
})

test('the two worlds share nothing: a session of one is nobody in the other', async () => {
  const [session] = [emulator.bilibili.accounts.first.openSession()]
  const smuggled = { ...credential, cookies: [{ ...credential.cookies[0], value: session.cookies.SESSDATA }] }
  expect(await intl.check(intl.parseCredential(smuggled))).toEqual({ status: 'expired' })
})

test('cookies go to their own hosts and to no other', async () => {
  fetch.mockClear()
  await intl.check(credential)
  await intl.logout(credential)
  const hosts = fetch.mock.calls.map(([input]) => new URL(input instanceof Request ? input.url : input).hostname)
  expect(hosts).toEqual(['api.bilibili.tv', 'passport.bilibili.tv'])
})

test.each([
  ['without a session', { ...credential, cookies: [] }],
  [
    'with a session of the alias domain',
    { ...credential, cookies: [{ ...credential.cookies[0], domain: 'biliintl.com' }] },
  ],
  ['with an empty session', { ...credential, cookies: [{ ...credential.cookies[0], value: '' }] }],
  ['with half a token', { ...credential, app: { accessToken: 'a' } }],
  ['of a later release', { ...credential, version: 2 }],
  ['that is none', 'SESSDATA=1'],
])('a credential %s is not let in', (_what, value) => {
  expect(() => intl.parseCredential(value)).toThrow(expect.objectContaining({ code: 'input-invalid' }))
})

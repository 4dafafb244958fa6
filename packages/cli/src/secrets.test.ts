import type { Credential } from '@denglu/core'
import { expect, test } from 'vitest'
import type { AnyProvider } from './providers.ts'
import { readSecrets } from './secrets.ts'

const cookie = {
  name: 'SESSDATA',
  value: 'a',
  domain: 'b.example',
  hostOnly: false,
  path: '/',
  secure: true,
  httpOnly: true,
}
const provider = {
  name: 'toy',
  parseCredential: (value: unknown) => value as Credential,
  cookies: () => [cookie],
} as unknown as AnyProvider

const credential = {
  ...{ provider: 'toy', version: 1, userId: '7', issuedAt: 0, cookies: [cookie], device: { id: 'x' } },
  ...{ refreshToken: 'web', openId: '', app: { accessToken: 'access', refreshToken: 'app' } },
} as Credential

test('values go by the names of cookies, by their own, or by the end of them', () => {
  const { names, find } = readSecrets(provider, credential)

  expect(names).toEqual(['SESSDATA', 'refresh-token', 'app-access-token', 'app-refresh-token', 'cookie-header'])
  expect(find('SESSDATA')).toBe('a')
  expect(find('access-token')).toBe('access')
  expect(find('refresh-token')).toBe('web')
  expect(find('cookie-header')).toBe('SESSDATA=a')
  expect(find('token')).toBeUndefined()
  expect(find('userId')).toBeUndefined()
})

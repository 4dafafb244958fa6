import { LoginError } from '@denglu/core'
import { damage } from '@denglu/testing'
import { describe, expect, test } from 'vitest'
import { logIn } from './lifecycle/lifecycle.fixture.ts'
import { bilibili } from './provider.ts'

const { provider, credential } = await logIn('tv-qr')
const device = { buvid3: 'b3', buvid4: 'b4', issuedAt: 1, ticket: { value: 't', expiresAt: 2 } }
const whole = { ...credential, refreshToken: 'r', replaces: 'q', device, isNewAccount: true }

test('every field survives storage, and nothing else does', () => {
  expect(bilibili.parseCredential(JSON.parse(JSON.stringify({ ...whole, extra: 1 })))).toEqual(whole)
})

describe('a stored credential', () => {
  test.each(['SESSDATA', 'bili_jct', 'DedeUserID'])('without %s is none', (missing) => {
    for (const cookies of [
      credential.cookies.filter(({ name }) => name !== missing),
      credential.cookies.map((cookie) => (cookie.name === missing ? { ...cookie, value: '' } : cookie)),
    ])
      expect(() => bilibili.parseCredential({ ...credential, cookies })).toThrow(
        `this is not a bilibili credential: it has no ${missing}`,
      )
  })

  test('that is damaged somewhere is refused with a LoginError, or works as far as it goes', async () => {
    for (const damaged of damage(JSON.parse(JSON.stringify(whole)))) {
      for (const call of [provider.parseCredential, provider.cookies, provider.check, provider.logout])
        try {
          await call(damaged as never)
        } catch (error) {
          if (!LoginError.is(error)) throw error
          expect(error.message.length).toBeLessThan(300)
          expect(error.code).not.toBe('network-failed')
        }
    }
  })
})

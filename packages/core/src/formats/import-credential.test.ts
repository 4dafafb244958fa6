import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { type Credential, type CredentialReport, readCredential } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import { hideFromInspect } from '../secret.ts'
import { createCookieFormats, createOwnFormat } from './credential-format.ts'
import { exportCredential } from './export-credential.ts'
import { importCredential } from './import-credential.ts'
import { plainCookie } from './plain-cookies.ts'
import type { Portable } from './portable.ts'

interface ToyCredential extends Credential {
  readonly session: string
}

const now = Date.UTC(2027, 0, 1)
const clock: Clock = { now: () => now, wait: async () => {} }

/** A service whose session is one cookie, and whose cookies do not say who the user is. */
function toy(name: string, check: (credential: ToyCredential) => Partial<CredentialReport> = () => ({})) {
  const create = (session: string, userId = ''): ToyCredential => ({
    provider: name,
    version: 1,
    userId,
    issuedAt: now,
    session,
  })
  const parseCredential = (value: unknown): ToyCredential => {
    const { base, reader } = readCredential(value, { provider: name, version: 1 })
    return hideFromInspect({ ...base, session: reader.text('session') }, 'toy')
  }
  const checked: ToyCredential[] = []
  const provider: Portable<ToyCredential> = {
    name,
    parseCredential,
    async findUserId(draft, { signal } = {}) {
      signal?.throwIfAborted()
      return draft.session === 'ended' ? undefined : '42'
    },
    async check(credential) {
      checked.push(parseCredential(credential))
      return { status: 'valid', account: { userId: '42' }, ...check(credential) }
    },
    isRenewable: () => false,
    formats: [
      createOwnFormat(name, parseCredential),
      ...createCookieFormats<ToyCredential>({
        domain: `${name}.example`,
        toState: ({ session }) => ({ cookies: [plainCookie(`${name}_session`, session, `${name}.example`)] }),
        fromState({ cookies }, { userId }) {
          const found = cookies.find(
            (cookie) => cookie.name === `${name}_session` && cookie.domain === `${name}.example`,
          )
          if (found) return create(found.value, userId)
          throw new LoginError(`no session of ${name}`, { code: 'input-invalid', hint: { en: 'Again.', zh: '重试。' } })
        },
      }),
    ],
  }
  return { provider, checked, credential: create('s3cret', '42') }
}

describe('importing', () => {
  test.each(['denglu', 'netscape', 'header', 'json', 'env', 'playwright', 'cookiecloud'])('%s', async (format) => {
    const { provider, credential } = toy('toy')
    const text = exportCredential(provider, credential, format, { clock })
    const imported = await importCredential([provider, toy('other').provider], `\uFEFF${text}`, { clock })
    expect(imported).toEqual({
      format,
      credential,
      report: { status: 'valid', account: { userId: '42' } },
      isRenewable: false,
    })
    expect(inspect(imported)).not.toContain('s3cret')
  })

  test('asks the service who the user is where the file does not say, and checks the outcome', async () => {
    const { provider, checked } = toy('toy')
    const { credential } = await importCredential([provider], 'toy_session=s3cret', { clock })
    expect(credential.userId).toBe('42')
    expect(checked).toEqual([credential])
    const attempt = importCredential([provider], 'toy_session=ended', { clock })
    await expect(attempt).rejects.toMatchObject({ code: 'credential-rejected' })
    expect(checked).toHaveLength(1)
  })

  test('a session that has ended', async () => {
    const { provider } = toy('toy', () => ({ status: 'expired' }))
    await expect(importCredential([provider], 'toy_session=s3cret')).rejects.toMatchObject({
      code: 'credential-rejected',
    })
  })

  test('a service that cannot be asked', async () => {
    const lost = new LoginError('lost', { code: 'network-failed', retryable: true })
    const { provider } = toy('toy', () => {
      throw lost
    })
    await expect(importCredential([provider], 'toy_session=s3cret')).rejects.toBe(lost)
  })

  test('the cookies of one user with the id of another', async () => {
    const { provider, credential } = toy('toy')
    const text = exportCredential(provider, { ...credential, userId: '43' }, 'denglu')
    await expect(importCredential([provider], text)).rejects.toMatchObject({ code: 'input-invalid' })
  })

  test('an abort', async () => {
    const { provider } = toy('toy')
    const attempt = importCredential([provider], 'toy_session=s3cret', { signal: AbortSignal.abort('stop') })
    await expect(attempt).rejects.toBe('stop')
  })
})

describe('refusing', () => {
  const providers = [toy('toy').provider, toy('other').provider]
  const refusal = async (text: string, format?: string) => {
    const error: unknown = await importCredential(providers, text, { ...(format && { format }) }).catch((e) => e)
    if (!LoginError.is(error, 'input-invalid')) throw error
    expect(inspect(error)).not.toContain('s3cret')
    return { message: error.message, hint: error.hint?.en }
  }

  test('what is in no format names those that are known', async () => {
    expect(await refusal('s3cret')).toEqual({
      message: 'this file is in no format known here',
      hint: 'The formats are denglu, playwright, cookiecloud, json, netscape, header, env.',
    })
    expect((await refusal('{"s3cret":')).message).toBe('this file is in no format known here')
  })

  test('a format nobody has', async () => {
    expect((await refusal('toy_session=s3cret', 'docx')).message).toBe('there is no format of the name "docx"')
  })

  test('a browser that is logged in nowhere', async () => {
    const text = '.elsewhere.example\tTRUE\t/\tTRUE\t0\tsession\ts3cret'
    expect(await refusal(text)).toEqual({ message: 'no session of toy; no session of other', hint: 'Again.' })
  })

  test('a browser that is logged in to both', async () => {
    const line = (name: string) => `.${name}.example\tTRUE\t/\tTRUE\t0\t${name}_session\ts3cret\n`
    expect((await refusal(line('toy') + line('other'))).message).toBe('this file holds a session of each of toy, other')
  })

  test('a CookieCloud file that is still encrypted', async () => {
    const [toyOnly] = providers
    const attempt = importCredential(toyOnly ? [toyOnly] : [], '{"encrypted":"U2FsdGVkX1"}')
    await expect(attempt).rejects.toThrow('this CookieCloud file is still encrypted')
  })
})

test('exporting names the format, or learns the names', () => {
  const { provider, credential } = toy('toy')
  expect(exportCredential(provider, credential, 'header')).toBe('toy_session=s3cret')
  expect(() => exportCredential(provider, credential, 'docx')).toThrow(
    expect.objectContaining({
      message: 'toy has no format of the name "docx"',
      hint: expect.objectContaining({
        en: 'Choose one of denglu, playwright, cookiecloud, json, netscape, header, env.',
      }),
    }),
  )
})

import { exportCredential, LoginError, type Portable } from '@denglu/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BilibiliCredential, findCookie } from '../credential.ts'
import { bilibili } from '../provider.ts'
import { credentials, now, recorded, sessdata } from './credential.fixture.ts'
import { formats } from './formats.ts'

type Kept = (credential: BilibiliCredential) => BilibiliCredential | undefined

const clock = { now: () => now, wait: async () => {} }
const cookiesAndDevice: Kept = ({ refreshToken: _, app: __, ...kept }) => kept
const withRefreshToken: Kept = ({ app: _, ...kept }) => kept

/** What is left of a credential after a journey in each format; nothing where it cannot be written. */
const kept: Readonly<Record<string, Kept>> = {
  denglu: (credential) => credential,
  biliup: ({ device: _, refreshToken: __, ...kept }) => (kept.app ? kept : undefined),
  'bilibili-api'({ app: _, device, ...kept }) {
    if (!device) return kept
    const { ticket: __, ...lasting } = device
    return { ...kept, device: lasting }
  },
  yutto: ({ refreshToken: _, app: __, device: ___, ...kept }) => ({
    ...kept,
    cookies: kept.cookies.filter(({ name }) => name !== 'DedeUserID__ckMd5'),
  }),
  bbdown: cookiesAndDevice,
  playwright: withRefreshToken,
  cookiecloud: withRefreshToken,
  json: cookiesAndDevice,
  netscape: cookiesAndDevice,
  header: cookiesAndDevice,
  env: cookiesAndDevice,
}
const readable = formats.filter(({ id }) => id !== 'bbdown-tv').map((format) => [format.id, format] as const)

describe.each(readable)('%s', (id, format) => {
  test('a credential comes back as it was, but for what the format has no place for', () => {
    fc.assert(
      fc.property(credentials, (credential) => {
        const expected = kept[id]?.(credential)
        fc.pre(expected !== undefined)
        const text = exportCredential(bilibili, credential, id, { clock })
        expect(formats.find((candidate) => candidate.recognises(text))?.id).toBe(id)
        const back = format.read(text, { now, userId: credential.userId })
        expect(bilibili.parseCredential(JSON.parse(JSON.stringify(back)))).toEqual(expected)
      }),
    )
  })
})

describe.each(readable.filter(([id]) => id !== 'denglu'))('%s', (_id, format) => {
  test.each([
    ['raw', '0a1b2c3d,1803000000,a9f3e*61CjExample'],
    ['half raw', '0a1b2c3d%2C1803000000%2Ca9f3e*61CjExample'],
    ['encoded', sessdata],
  ])('a SESSDATA that came %s is encoded once', (_how, value) => {
    const cookies = recorded.cookies.map((cookie) => (cookie.name === 'SESSDATA' ? { ...cookie, value } : cookie))
    const app = { appkey: '4409e2ce8ffd12b8', accessToken: 'a', refreshToken: 'r', expiresAt: now }
    const text = format.write({ ...recorded, cookies, app }, now)
    const { userId } = recorded
    expect(findCookie(format.read(text, { now, userId }).cookies, 'SESSDATA')?.value).toBe(sessdata)
  })
})

test('a damaged file is read or refused, and never quoted', () => {
  const damage = fc.record({
    at: fc.nat(2_000),
    gone: fc.nat(40),
    instead: fc.constantFrom('', '"', '\t', '\n', '}', '7', 'x'),
  })
  fc.assert(
    fc.property(
      credentials,
      fc.constantFrom(...readable),
      damage,
      (credential, [id, format], { at, gone, instead }) => {
        fc.pre(kept[id]?.(credential) !== undefined)
        const text = format.write(credential, now)
        const start = at % text.length
        const damaged = text.slice(0, start) + instead + text.slice(start + gone)
        for (const candidate of formats.filter(({ recognises }) => recognises(damaged))) {
          try {
            candidate.read(damaged, { now })
          } catch (error) {
            expect(LoginError.is(error, 'input-invalid')).toBe(true)
            const secrets = credential.cookies.map(({ value }) => value)
            expect(secrets.filter((secret) => secret.length > 7 && String(error).includes(secret))).toEqual([])
          }
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('every format has a name of its own, and titles in both languages', () => {
  const { formats: listed }: Pick<Portable<BilibiliCredential>, 'formats'> = bilibili
  expect(listed.map(({ id, fileName }) => `${id}: ${fileName}`)).toMatchInlineSnapshot(`
    [
      "denglu: bilibili.json",
      "biliup: cookies.json",
      "bilibili-api: bilibili-api.json",
      "yutto: auth.toml",
      "bbdown-tv: BBDownTV.data",
      "bbdown: BBDown.data",
      "playwright: state.json",
      "cookiecloud: cookiecloud.json",
      "json: cookies.json",
      "netscape: cookies.txt",
      "header: cookie.txt",
      "env: cookies.env",
    ]
  `)
  expect(listed.every(({ title }) => title.en && title.zh)).toBe(true)
})

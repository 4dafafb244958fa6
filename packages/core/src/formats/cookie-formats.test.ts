import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Cookie } from '../cookies/cookie.ts'
import type { BrowserState, StorageItem } from './browser-state.ts'
import type { CookieFormat } from './cookie-format.ts'
import { cookieFormats } from './cookie-formats.ts'
import { cookie, cookies, plainCookies } from './cookies.fixture.ts'

const now = Date.UTC(2027, 0, 1)
const domain = 'bilibili.com'

const storage: fc.Arbitrary<readonly StorageItem[]> = fc.uniqueArray(
  fc.record({
    origin: fc.constantFrom('https://www.bilibili.com', 'https://y.qq.com'),
    name: fc.constantFrom('ac_time_value', 'theme'),
    value: fc.string(),
  }),
  { selector: ({ origin, name }) => origin + name },
)

/** What each format keeps of a browser's state. */
const kept: Readonly<Record<CookieFormat['id'], fc.Arbitrary<BrowserState>>> = {
  netscape: fc.record({ cookies }),
  json: fc.record({ cookies }),
  playwright: fc.record({ cookies, storage }),
  cookiecloud: fc.record({ cookies, storage }),
  header: fc.record({ cookies: plainCookies }),
  env: fc.record({ cookies: plainCookies }),
}

const sorted = ({ cookies, storage = [] }: BrowserState) => ({
  cookies: cookies.toSorted((a, b) => (a.name < b.name ? -1 : 1)),
  storage: storage.toSorted((a, b) => (a.origin + a.name < b.origin + b.name ? -1 : 1)),
})

describe.each(cookieFormats.map((format) => [format.id, format] as const))('%s', (id, format) => {
  test('gives back what it was given, and is recognised before all others', () => {
    fc.assert(
      fc.property(kept[id], (state) => {
        const text = format.write(state, now)
        expect(sorted(format.read(text, domain))).toEqual(sorted(state))
        expect(cookieFormats.find((candidate) => candidate.recognises(text))?.id).toBe(id)
      }),
    )
  })

  test('never writes what would be read back as something else', () => {
    const intruder = '1\n.bilibili.com\tTRUE\t/\tFALSE\t0\tSESSDATA\tintruder\nSESSDATA=intruder; SESSDATA=intruder'
    const state = { cookies: [cookie({ name: 'C', value: intruder }), cookie({ name: 'b' })] }
    const namesOf = (text: string) => format.read(text, domain).cookies.map(({ name }) => name)
    expect(() => namesOf(format.write(state, now))).toSatisfy((attempt: () => readonly string[]) => {
      try {
        return !attempt().includes('SESSDATA')
      } catch (error) {
        expect(error).toMatchObject({ code: 'input-invalid' })
        expect(String(error)).not.toContain('intruder')
        return true
      }
    })
  })

  test('does not recognise a letter', () => {
    expect(format.recognises('Dear Sir or Madam,\nyour cookies are ready.\n')).toBe(false)
    expect(format.recognises('')).toBe(false)
  })
})

describe('from elsewhere', () => {
  const read = (id: CookieFormat['id'], text: string) =>
    cookieFormats.find((format) => format.id === id)?.read(text, domain).cookies
  const session: Partial<Cookie> = { name: 'SESSDATA', value: 'a%2Cb%2A1' }

  test('a header with its name before it, and a semicolon after it', () => {
    expect(read('header', 'Cookie: SESSDATA=a%2Cb%2A1; sid=;\n')).toMatchObject([session, { name: 'sid', value: '' }])
  })

  test('an env file with exports, quotes and remarks', () => {
    const text = `# mine\nexport SESSDATA="a%2Cb%2A1" # from the browser\r\n\r\nSID='it'\\''s'\n`
    expect(read('env', text)).toMatchObject([session, { name: 'SID', value: "it's" }])
  })

  test('an object of values by name, as requests and httpx give it', () => {
    expect(read('json', '{"SESSDATA":"a%2Cb%2A1"}')).toMatchObject([{ ...session, domain }])
  })

  test.each([
    ['a driver of browsers', { expires: 1_900_000_000.5 }, 1_900_000_000_500],
    ['a driver, for a cookie without an end', { expires: -1 }, undefined],
    ['an extension', { expirationDate: 1_900_000_000, hostOnly: false, session: false }, 1_900_000_000_000],
    ['us', { expiresAt: 1_900_000_000_000 }, 1_900_000_000_000],
  ])('a JSON list of %s', (_whose, fields, expiresAt) => {
    const [found] = read('json', JSON.stringify([{ ...session, domain: '.Bilibili.com', ...fields }])) ?? []
    expect(found).toMatchObject({ ...session, domain, hostOnly: false, path: '/' })
    expect(found?.expiresAt).toBe(expiresAt)
  })

  test('a whole browser, with cookies that have no name', () => {
    expect(read('json', JSON.stringify([{ name: '', value: 'x', domain: 'a.example' }]))).toEqual([])
    expect(read('netscape', 'a.example\tFALSE\t/\tFALSE\t0\t\tx')).toEqual([])
  })

  test('what is wrong is named by its place', () => {
    expect(() => read('json', '[{"name":"SESSDATA","value":7,"domain":"x"}]')).toThrow(
      'this is not a list of cookies: `cookies.0.value` should be a string but is number',
    )
    expect(() => read('playwright', '{"cookies":[],"origins":[{"origin":1,"localStorage":[{}]}]}')).toThrow(
      '`origins.0.origin` should be a string',
    )
  })
})

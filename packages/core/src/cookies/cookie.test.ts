import fc from 'fast-check'
import { CookieJar } from 'tough-cookie'
import { describe, expect, test } from 'vitest'
import { readInput } from '../json-reader.ts'
import {
  type Cookie,
  cookiesFor,
  hostMatches,
  mergeCookies,
  parseCookie,
  readSetCookie,
  renderCookieHeader,
} from './cookie.ts'

const now = Date.UTC(2027, 0, 1)
const page = new URL('https://passport.bilibili.com/x/login')

function read(header: string, url = page): Cookie {
  const cookie = readSetCookie(header, url, now)
  if (!cookie) throw new Error('no cookie was read')
  return cookie
}

describe('reading Set-Cookie', () => {
  test('takes a session cookie as the service sets it, percent signs and all', () => {
    const header =
      'SESSDATA=0a1b2c3d%2C1771234567%2Ca9f3e%2A61; Path=/; Domain=bilibili.com; Expires=Sun, 16 May 2027 09:36:07 GMT; HttpOnly; Secure'
    expect(read(header)).toEqual({
      name: 'SESSDATA',
      value: '0a1b2c3d%2C1771234567%2Ca9f3e%2A61',
      domain: 'bilibili.com',
      hostOnly: false,
      path: '/',
      expiresAt: Date.UTC(2027, 4, 16, 9, 36, 7),
      secure: true,
      httpOnly: true,
    })
  })

  test('understands the dashes and the leading dot of older answers', () => {
    const cookie = read('sid=abc; Domain=.Bilibili.com; Expires=Sat, 09-Jan-2027 10:00:00 GMT')
    expect(cookie).toMatchObject({ domain: 'bilibili.com', expiresAt: Date.UTC(2027, 0, 9, 10), path: '/x' })
  })

  test('prefers Max-Age, and ignores a date nobody can read', () => {
    expect(read('a=1; Max-Age=60; Expires=Sat, 09 Jan 2027 10:00:00 GMT').expiresAt).toBe(now + 60_000)
    expect(read('a=1; Expires=whenever')).not.toHaveProperty('expiresAt')
  })

  test('refuses a cookie for a domain the host does not belong to, or without a name', () => {
    expect(readSetCookie('a=1; Domain=evil.example', page, now)).toBeUndefined()
    expect(readSetCookie('a=1; Domain=libili.com', page, now)).toBeUndefined()
    expect(readSetCookie('a=1; Domain=com', page, now)).toBeUndefined()
    expect(readSetCookie('a=1; Domain=.com', page, now)).toBeUndefined()
    expect(readSetCookie('a=1; Domain=localhost', new URL('http://localhost/'), now)).toBeDefined()
    expect(readSetCookie('=1', page, now)).toBeUndefined()
    expect(readSetCookie('', page, now)).toBeUndefined()
  })
})

describe('admitting a stored cookie', () => {
  const stored = { ...read('SESSDATA=a%2C1; Domain=bilibili.com; Path=/; Secure; Max-Age=60') }
  const admit = (change: object) => parseCookie(readInput({ ...stored, ...change }, 'a cookie'))

  test('gives it back as it was', () => {
    expect(admit({})).toEqual(stored)
    expect(admit({ value: 'a b,c"d\xe9' }).value).toBe('a b,c"d\xe9')
  })

  test.each([
    [{ value: 'a; admin=1' }, '`value` is no value of a cookie'],
    [{ value: 'a\r\nHost: evil.example' }, '`value` is no value of a cookie'],
    [{ value: '会话' }, '`value` is no value of a cookie'],
    [{ name: 'a=b' }, '`name` is no name of a cookie'],
    [{ name: 'a;b' }, '`name` is no name of a cookie'],
    [{ name: '' }, '`name` is no name of a cookie'],
    [{ expiresAt: Number.NaN }, '`expiresAt` is not finite'],
    [{ secure: 1 }, '`secure` should be true or false'],
  ])('refuses %j, which no header could carry', (change, message) => {
    expect(() => admit(change)).toThrow(message)
  })
})

describe('merging', () => {
  const session = read('SESSDATA=old; Domain=bilibili.com; Path=/')

  test('replaces what has the same name, domain and path, and keeps the rest', () => {
    const newer = read('SESSDATA=new; Domain=bilibili.com; Path=/')
    const elsewhere = read('SESSDATA=other; Domain=bilibili.com; Path=/x')
    expect(mergeCookies([session], [newer, elsewhere], now)).toEqual([newer, elsewhere])
  })

  test('drops what has been deleted', () => {
    const deletion = read('SESSDATA=; Domain=bilibili.com; Path=/; Max-Age=0')
    expect(mergeCookies([session], [deletion], now)).toEqual([])
  })
})

describe('choosing cookies for a request', () => {
  const cookie = (overrides: Partial<Cookie>): Cookie => ({
    ...{ name: 'a', value: '1', domain: 'bilibili.com', hostOnly: false, path: '/', secure: false, httpOnly: false },
    ...overrides,
  })
  const sent = (url: string, overrides: Partial<Cookie>) =>
    cookiesFor(new URL(url), [cookie(overrides)], now).length === 1

  test('by host', () => {
    expect(sent('https://api.bilibili.com/', {})).toBe(true)
    expect(sent('https://bilibili.com.evil.example/', {})).toBe(false)
    expect(sent('https://notbilibili.com/', {})).toBe(false)
    expect(sent('https://api.bilibili.com/', { hostOnly: true })).toBe(false)
  })

  test('by path', () => {
    expect(sent('https://bilibili.com/x/y', { path: '/x' })).toBe(true)
    expect(sent('https://bilibili.com/xy', { path: '/x' })).toBe(false)
  })

  test('by end and by transport', () => {
    expect(sent('https://bilibili.com/', { expiresAt: now })).toBe(false)
    expect(sent('http://bilibili.com/', { secure: true })).toBe(false)
  })

  test('agrees with tough-cookie', () => {
    const label = fc.constantFrom('bilibili', 'api', 'com', 'tv', 'passport', 'evil')
    const host = fc.array(label, { minLength: 2, maxLength: 4 }).map((labels) => labels.join('.'))
    const path = fc.constantFrom('/', '/x', '/x/', '/x/y', '/xy', '/x/y/z')
    fc.assert(
      fc.property(host, host, path, path, fc.boolean(), (setter, asked, cookiePath, askedPath, wide) => {
        const domain = wide ? setter.split('.').slice(-2).join('.') : undefined
        const header = `a=1; Path=${cookiePath}${domain ? `; Domain=${domain}` : ''}`
        const jar = new CookieJar(null, { rejectPublicSuffixes: false })
        jar.setCookieSync(header, `https://${setter}/`)
        const theirs = jar.getCookieStringSync(`https://${asked}${askedPath}`)
        const url = new URL(`https://${setter}/`)
        const ours = cookiesFor(new URL(`https://${asked}${askedPath}`), [read(header, url)], now)
        expect(renderCookieHeader(ours)).toBe(theirs)
      }),
    )
  })
})

test('an IP address only ever matches itself', () => {
  expect(hostMatches('127.0.0.1', '127.0.0.1')).toBe(true)
  expect(hostMatches('127.0.0.1', '0.0.1')).toBe(false)
})

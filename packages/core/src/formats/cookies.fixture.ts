import fc from 'fast-check'
import type { Cookie } from '../cookies/cookie.ts'

/** All that has been seen to break some reader or other; what no cookie can hold (`;`, control characters) is missing. */
const awkward = [...'aZ09,*%=+/"\'\\$`#!&|<>(){}[]^~:@?._- ', '%2C', '%2A', '%25', '#HttpOnly_', 'TRUE', '\\"', '用户']

/** A percent-encoded SESSDATA, a raw one, and the mix of both. */
const sessdata = fc.constantFrom(
  '0a1b2c3d%2C1771234567%2Ca9f3e%2A61Cj',
  '0a1b2c3d,1771234567,a9f3e*61Cj',
  '0a1b2c3d%2C1771234567%2Ca9f3e*61Cj',
)

const awkwardValue = fc.array(fc.constantFrom(...awkward), { maxLength: 12 }).map((pieces) => pieces.join('').trim())

const values = fc.oneof(sessdata, awkwardValue)

/** As shells can have them. */
const names = fc.stringMatching(/^C_[A-Za-z0-9_]{1,8}$/)

/** Cookies with all that formats may keep of them. */
export const cookies = listOf(
  fc.record(
    {
      name: fc.oneof(names, fc.stringMatching(/^[\w!$&'*+.^`|~-]{1,8}$/)),
      value: values,
      domain: fc.constantFrom('bilibili.com', 'api.bilibili.com', 'y.qq.com', '127.0.0.1'),
      hostOnly: fc.boolean(),
      path: fc.constantFrom('/', '/x', '/x/y'),
      // The text formats count in seconds.
      expiresAt: fc.integer({ min: 2_000_000_000, max: 4_000_000_000 }).map((seconds) => seconds * 1_000),
      secure: fc.boolean(),
      httpOnly: fc.boolean(),
    },
    { requiredKeys: ['name', 'value', 'domain', 'hostOnly', 'path', 'secure', 'httpOnly'] },
  ),
)

/** Cookies of which only name and value are known. */
export const plainCookies = listOf(
  fc.record({
    name: names,
    value: values,
    domain: fc.constant('bilibili.com'),
    hostOnly: fc.constant(false),
    path: fc.constant('/'),
    secure: fc.constant(true),
    httpOnly: fc.constant(false),
  }),
)

function listOf(cookie: fc.Arbitrary<Cookie>): fc.Arbitrary<readonly Cookie[]> {
  return fc.uniqueArray(cookie, { selector: ({ name }) => name, minLength: 2, maxLength: 30 })
}

export function cookie(overrides: Partial<Cookie> = {}): Cookie {
  return {
    ...{ name: 'a', value: '1', domain: 'bilibili.com', hostOnly: false, path: '/', secure: false, httpOnly: false },
    ...overrides,
  }
}

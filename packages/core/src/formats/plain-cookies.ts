import type { Cookie } from '../cookies/cookie.ts'
import { LoginError } from '../errors/login-error.ts'

/** A cookie of which only name and value are known. Such a one is kept off plain HTTP. */
export function plainCookie(name: string, value: string, domain: string): Cookie {
  return { name, value, domain, hostOnly: false, path: '/', secure: true, httpOnly: false }
}

/** The domain as cookie files write it: with a leading dot when the hosts below get the cookie, too. */
export function dottedDomain({ domain, hostOnly }: Cookie): string {
  return hostOnly ? domain : `.${domain}`
}

/**
 * Refuses to write what would be read back as something else: a line break in a value would begin another cookie.
 *
 * @param reserved what the format has no place for in a name or a value
 */
export function requireWritable(cookies: readonly Cookie[], reserved: RegExp): void {
  const broken = cookies.find(({ name, value, domain, path }) =>
    [name, value, domain, path].some((part) => /\p{Cc}/u.test(part) || reserved.test(part)),
  )
  if (!broken) return
  throw new LoginError(`the value of the cookie ${JSON.stringify(broken.name)} cannot be written in this format`, {
    code: 'input-invalid',
    hint: { en: 'Choose a JSON format.', zh: '请改用 JSON 格式。' },
  })
}

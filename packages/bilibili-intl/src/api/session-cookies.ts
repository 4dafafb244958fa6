import { type Cookie, type JsonReader, mergeCookies } from '@denglu/core'

/** Of analytics and sign-in widgets, and one that tells where the visitor is: nothing to keep with a credential. */
const unwanted = /^(regionforbid|bsource|g_state|_ga.*)$/

/** What an exchange has set so far and what one more answer adds, less what does not belong to the session. */
export function addCookies(older: readonly Cookie[], newer: readonly Cookie[], now: number): readonly Cookie[] {
  return mergeCookies(older, newer, now).filter(({ name }) => !unwanted.test(name))
}

/** A cookie that is sent to every host of the site. One for a single host, or for the alias domain, is no session. */
export function findCookie(cookies: readonly Cookie[], name: string): Cookie | undefined {
  return cookies.find((cookie) => cookie.name === name && cookie.domain === 'bilibili.tv' && cookie.value)
}

/** What proves that a write comes from the site's own pages. */
export function csrfOf(cookies: readonly Cookie[]): string | undefined {
  return (findCookie(cookies, 'bili_jct') ?? findCookie(cookies, 'joy_jct'))?.value
}

/** The cookies in the body of an answer to a TV, which knows them by name and value only. */
export function readBodyCookies(data: JsonReader): readonly Cookie[] {
  if (!data.has('cookie_info.cookies')) return []
  return data.list('cookie_info.cookies').map((cookie) => {
    const name = cookie.text('name')
    const value = cookie.string('value')
    return {
      name,
      // A raw comma would break a Cookie header.
      value: value.includes(',') ? encodeURIComponent(value) : value,
      domain: 'bilibili.tv',
      hostOnly: false,
      path: '/',
      secure: true,
      httpOnly: name === 'SESSDATA',
    }
  })
}

/**
 * When a session ends, in ms since the epoch: the second field of its SESSDATA, else the cookie's own end.
 *
 * @see docs/services/bilibili-intl.md#the-session
 */
export function sessionEnd({ value, expiresAt }: Cookie): number | undefined {
  const seconds = Number(value.split(/,|%2C/i)[1])
  return seconds > 0 ? seconds * 1_000 : expiresAt
}

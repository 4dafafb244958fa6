import { type BrowserState, type Cookie, LoginError, plainCookie, type ReadContext, type Site } from '@denglu/core'
import { deviceCookies } from '../api/device.ts'
import { loginCookie, pickLoginCookies, sessionExpiry } from '../api/session-cookies.ts'
import { type BilibiliCredential, createCredential, missingCookies } from '../credential.ts'
import { readDevice } from './device-cookies.ts'
import { escapeRest } from './sessdata.ts'

/** Where the site keeps its refresh token: in the localStorage of its pages, not among the cookies. */
const refreshToken = { origin: 'https://www.bilibili.com', name: 'ac_time_value' }

/**
 * What a browser that is logged in to bilibili.com holds.
 *
 * @see docs/formats.md#sessdata
 */
export const site: Site<BilibiliCredential> = {
  domain: 'bilibili.com',

  toState: (credential, now) => ({
    cookies: [...credential.cookies, ...(credential.device ? deviceCookies(credential.device, now) : [])],
    storage: credential.refreshToken ? [{ ...refreshToken, value: credential.refreshToken }] : [],
  }),

  fromState(state, { now, userId }) {
    const device = readDevice(state.cookies, now)
    return createCredential(
      { cookies: readSession(state.cookies, userId), refreshToken: readRefreshToken(state), device },
      now,
    )
  },
}

/** A session of which only the values are known, by the names of the cookies. */
export function fromValues(
  values: Readonly<Record<string, string | undefined>>,
  context: ReadContext,
): BilibiliCredential {
  const cookies = Object.entries(values).flatMap(([name, value]) =>
    value ? [plainCookie(name, value, site.domain)] : [],
  )
  return site.fromState({ cookies }, context)
}

/** The login cookies, as the service would set them: files keep neither the escapes nor the attributes reliably. */
function readSession(received: readonly Cookie[], userId: string | undefined): readonly Cookie[] {
  const escaped = received.map((cookie) => ({ ...cookie, value: escapeRest(cookie.value) }))
  const picked = pickLoginCookies(escaped)
  const sessdata = picked.find(({ name }) => name === 'SESSDATA')
  const usualEnd = sessdata?.expiresAt ?? sessionExpiry(sessdata?.value)
  const cookies = picked.map(({ name, value, expiresAt }) => loginCookie(name, value, expiresAt ?? usualEnd))
  const missing = missingCookies(cookies)
  const unknownUser = missing.length === 1 && missing[0] === 'DedeUserID'
  if (unknownUser) return userId ? [...cookies, loginCookie('DedeUserID', userId, usualEnd)] : cookies
  if (missing.length > 0) throw noSession(missing)
  return cookies
}

function readRefreshToken({ cookies, storage = [] }: BrowserState): string | undefined {
  const stored = storage.find(({ origin, name }) => origin === refreshToken.origin && name === refreshToken.name)
  // Some tools put it among the cookies.
  return stored?.value ?? cookies.find(({ name }) => name === refreshToken.name)?.value
}

function noSession(missing: readonly string[]): LoginError {
  return new LoginError(`there is no session of bilibili.com in it: no ${missing.join(', ')}`, {
    code: 'input-invalid',
    hint: {
      en: 'Export it from where you are logged in. What reads `document.cookie` does not see SESSDATA.',
      zh: '请从已登录的浏览器或工具导出。通过 document.cookie 读取的内容不含 SESSDATA。',
    },
  })
}

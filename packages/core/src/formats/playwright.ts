import { readInput } from '../json-reader.ts'
import type { StorageItem } from './browser-state.ts'
import type { CookieFormat } from './cookie-format.ts'
import { readJsonCookies } from './extension-cookie.ts'
import { parseJson, parseJsonObject } from './parse-json.ts'
import { dottedDomain } from './plain-cookies.ts'

const what = 'a storage state of Playwright'

/**
 * What `context.storageState()` of Playwright gives, and `newContext({ storageState })` takes: cookies and localStorage.
 *
 * @see https://playwright.dev/docs/api/class-browsercontext#browser-context-storage-state
 */
export const playwright: CookieFormat = {
  id: 'playwright',
  title: { en: 'Playwright storage state', zh: 'Playwright storageState' },
  fileName: 'state.json',

  write({ cookies, storage = [] }) {
    const state = {
      cookies: cookies.map((cookie) => ({
        name: cookie.name,
        value: cookie.value,
        domain: dottedDomain(cookie),
        path: cookie.path,
        expires: cookie.expiresAt === undefined ? -1 : cookie.expiresAt / 1_000,
        httpOnly: cookie.httpOnly,
        secure: cookie.secure,
        // What browsers make of a cookie that does not say.
        sameSite: 'Lax',
      })),
      origins: [...Map.groupBy(storage, ({ origin }) => origin)].map(([origin, items]) => ({
        origin,
        localStorage: items.map(({ name, value }) => ({ name, value })),
      })),
    }
    return `${JSON.stringify(state, null, 2)}\n`
  },

  recognises(text) {
    const { cookies, origins } = parseJsonObject(text) ?? {}
    return Array.isArray(cookies) && Array.isArray(origins)
  },

  read(text) {
    const reader = readInput(parseJson(text), what)
    const storage = reader.list('origins').flatMap((origin) =>
      (origin.has('localStorage') ? origin.list('localStorage') : []).map(
        (item): StorageItem => ({
          origin: origin.text('origin'),
          name: item.string('name'),
          value: item.string('value'),
        }),
      ),
    )
    return { cookies: readJsonCookies(reader.raw('cookies'), what), storage }
  },
}

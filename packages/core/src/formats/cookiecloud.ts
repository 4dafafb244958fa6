import { LoginError } from '../errors/login-error.ts'
import type { StorageItem } from './browser-state.ts'
import type { CookieFormat } from './cookie-format.ts'
import { readJsonCookies, writeExtensionCookie } from './extension-cookie.ts'
import { isObject, parseJsonObject } from './parse-json.ts'
import { dottedDomain } from './plain-cookies.ts'

/**
 * What CookieCloud keeps, decrypted: cookies by domain, and localStorage by host.
 *
 * @see https://github.com/easychen/CookieCloud/blob/master/ext/utils/functions.ts
 */
export const cookieCloud: CookieFormat = {
  id: 'cookiecloud',
  title: { en: 'CookieCloud (decrypted)', zh: 'CookieCloud（已解密）' },
  fileName: 'cookiecloud.json',

  write({ cookies, storage = [] }, now) {
    const domains = [...Map.groupBy(cookies, dottedDomain)]
    const hosts = [...Map.groupBy(storage, ({ origin }) => new URL(origin).hostname)]
    const kept = {
      cookie_data: Object.fromEntries(domains.map(([domain, own]) => [domain, own.map(writeExtensionCookie)])),
      local_storage_data: Object.fromEntries(
        hosts.map(([host, own]) => [host, Object.fromEntries(own.map(({ name, value }) => [name, value]))]),
      ),
      update_time: new Date(now).toISOString(),
    }
    return `${JSON.stringify(kept, null, 2)}\n`
  },

  recognises(text) {
    const { cookie_data: cookies } = parseJsonObject(text) ?? {}
    return isObject(cookies) || isEncryptedCookieCloud(text)
  },

  read(text) {
    if (isEncryptedCookieCloud(text)) throw encrypted()
    const { cookie_data: byDomain, local_storage_data: byHost } = parseJsonObject(text) ?? {}
    const cookies = isObject(byDomain) ? Object.values(byDomain).flat() : undefined
    const hosts = isObject(byHost) ? Object.entries(byHost) : []
    return { cookies: readJsonCookies(cookies, 'a CookieCloud file'), storage: hosts.flatMap(readHost) }
  },
}

/** Whether a text is what a CookieCloud server hands out: it can be read after `decryptCookieCloud`. */
export function isEncryptedCookieCloud(text: string): boolean {
  return typeof parseJsonObject(text)?.encrypted === 'string'
}

function readHost([host, items]: readonly [string, unknown]): readonly StorageItem[] {
  if (!isObject(items)) return []
  return Object.entries(items).flatMap(([name, value]) =>
    typeof value === 'string' ? [{ origin: `https://${host}`, name, value }] : [],
  )
}

function encrypted(): LoginError {
  return new LoginError('this CookieCloud file is still encrypted', {
    code: 'input-invalid',
    hint: {
      en: 'Decrypt it first: that takes the user key (UUID) and the password of the CookieCloud extension.',
      zh: '请先解密：需要 CookieCloud 插件中的用户 KEY（UUID）和端对端加密密码。',
    },
  })
}

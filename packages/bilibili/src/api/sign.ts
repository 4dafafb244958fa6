import type { App } from './apps.ts'
import { nodeCrypto } from './node-crypto.ts'

type Parameters = Readonly<Record<string, string | number>>

/**
 * The parameters of an app call, signed and ready to be sent as they are: sorted, encoded once, so that what the
 * service verifies is what was hashed.
 *
 * @see docs/services/bilibili.md#signing
 */
export function signParameters(parameters: Parameters, app: App): string {
  const signed = Object.entries({ ...parameters, appkey: app.appkey })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${encode(name)}=${encode(String(value))}`)
    .join('&')
  return `${signed}&sign=${nodeCrypto()
    .createHash('md5')
    .update(signed + app.secret)
    .digest('hex')}`
}

/** Everything but letters, digits and `-_.~`, a space as `%20`: the server hashes no `+`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

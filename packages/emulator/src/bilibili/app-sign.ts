import { createHash } from 'node:crypto'
import type { Params } from '../http/params.ts'
import { appKeys } from './app-keys.ts'

/** Signature and key are right, or the code to refuse with. */
export type SignCheck =
  | { readonly ok: true; readonly appkey: string }
  | { readonly ok: false; readonly code: -3 | -400 }

/**
 * Verifies an app's signature as the service does: over the decoded parameters, sorted and encoded anew.
 *
 * @see docs/services/bilibili.md
 */
export function checkAppSign(params: Params): SignCheck {
  // A signed query is signed by itself; otherwise query and body count together.
  const signed = params.query.has('sign') ? [...params.query] : [...params.query, ...params.body]
  const { ts, sign, appkey = '' } = Object.fromEntries(signed)
  if (!ts) return { ok: false, code: -400 }
  const secret = appKeys.get(appkey)?.secret
  if (!secret || !sign) return { ok: false, code: -3 }

  const text = signedText(signed)
  // Clients that escape in lower case are let through.
  const accepted = [text, text.toLowerCase()].map((candidate) => md5(candidate + secret))
  return accepted.includes(sign) ? { ok: true, appkey } : { ok: false, code: -3 }
}

/** What is hashed, together with the secret: all parameters but `sign`, sorted by key and encoded. */
export function signedText(params: Iterable<readonly [string, string]>): string {
  return [...params]
    .filter(([name]) => name !== 'sign')
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .join('&')
}

/** Only letters, digits and `-_.~` stay as they are; a space becomes `%20`. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
}

export function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

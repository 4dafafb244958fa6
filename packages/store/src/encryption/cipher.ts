import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'

export const keyLength = 32
const ivLength = 12
const tagLength = 16

/** Text under AES-256-GCM, and which key it takes to open it. */
export interface Sealed {
  /** Names the key, and tells nothing about it. */
  readonly key: string
  /** base64url of nonce, text and tag. */
  readonly data: string
}

/** @param label is bound to the text: sealed for one purpose, it does not open for another */
export function seal(text: string, key: Uint8Array, label: string): Sealed {
  const iv = randomBytes(ivLength)
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(label))
  const data = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { key: nameOf(key), data: data.toString('base64url') }
}

/** The text, or `undefined` when it was changed, sealed for something else or with another key. */
export function unseal(sealed: Sealed, key: Uint8Array, label: string): string | undefined {
  const data = Buffer.from(sealed.data, 'base64url')
  if (data.length < ivLength + tagLength) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, ivLength))
    .setAAD(Buffer.from(label))
    .setAuthTag(data.subarray(-tagLength))
  try {
    return decipher.update(data.subarray(ivLength, -tagLength), undefined, 'utf8') + decipher.final('utf8')
  } catch {
    return undefined
  }
}

export function nameOf(key: Uint8Array): string {
  return createHash('sha256').update('denglu key').update(key).digest('hex').slice(0, 16)
}

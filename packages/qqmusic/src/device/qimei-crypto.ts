import { nodeCrypto } from '../api/node-crypto.ts'

/** The app as the QIMEI service knows it. */
export const qimeiApp = { key: '0AND0HD6FE4HY80F', secret: 'ZdJqM15EeO2zWc08', name: 'qimei_qq_android' } as const

const headerSecret = 'pzAuCmaFAaFaHrdakPjLIEqKrGnSOOvH'
const publicKey = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDEIxgwoutfwoJxcGQeedgP7FG9
qaIuS0qzfR8gWkrkTZKM2iWHn2ajQpBRZjMSoSf6+KJGvar2ORhBfpDXyVtZCKpq
LQ+FLkpncClKVIrBwv6PHyUvuCb0rIarmgDnzkfQAqVufEtR64iazGDKatvJ9y6B
9NMbHddGSAUmRTCrHQIDAQAB
-----END PUBLIC KEY-----`

export function signHeader(seconds: string): string {
  return md5(qimeiApp.name + headerSecret + seconds)
}

/** What the body holds, in the order in which it is hashed. */
export interface SealedParameters {
  readonly key: string
  readonly params: string
  readonly seconds: string
  readonly nonce: string
  readonly extra: string
}

export function signSealed({ key, params, seconds, nonce, extra }: SealedParameters): string {
  return md5(`${key}${params}${seconds}000${nonce}${qimeiApp.secret}${extra}`)
}

/** AES-128-CBC with the key as the first block, too; `key` is 16 characters of ASCII. */
export function encryptPayload(payload: string, key: string): string {
  const cipher = nodeCrypto().createCipheriv('aes-128-cbc', key, key)
  return cipher.update(payload, 'utf8', 'base64') + cipher.final('base64')
}

export function encryptKey(key: string): string {
  const { publicEncrypt, constants } = nodeCrypto()
  return publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(key)).toString('base64')
}

function md5(text: string): string {
  return nodeCrypto().createHash('md5').update(text).digest('hex')
}

import { LoginError } from '../errors/login-error.ts'
import { readInput } from '../json-reader.ts'
import { type Random, systemRandom } from '../random.ts'
import { parseJson } from './parse-json.ts'

/** What the extension of CookieCloud is set up with. */
export interface CookieCloudKey {
  readonly uuid: string
  readonly password: string
}

/** Loaded at the first use. */
type NodeCrypto = typeof import('node:crypto')

const cipherNames = ['legacy', 'aes-128-cbc-fixed', 'aes-256-gcm-v1'] as const

/**
 * Decrypts what a CookieCloud server hands out, for `importCredential`.
 *
 * @param text the answer of `/get/<uuid>`, or the file in the server's `data`
 * @throws {LoginError} `input-invalid` when it is something else, or encrypted with another key.
 * @see https://github.com/easychen/CookieCloud/blob/master/docker/utils/crypto.js
 */
export async function decryptCookieCloud(text: string, key: CookieCloudKey): Promise<string> {
  const reader = readInput(parseJson(text), 'an encrypted CookieCloud file')
  const encrypted = reader.text('encrypted')
  // Older servers keep no name, and know one cipher only.
  const cipher = reader.optional('crypto_type', (path) => reader.oneOf(path, cipherNames)) ?? 'legacy'
  const node = await import('node:crypto')
  const decrypt = { legacy: decryptLegacy, 'aes-128-cbc-fixed': decryptFixed, 'aes-256-gcm-v1': decryptGcm }[cipher]
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(decrypt(node, encrypted, key))
  } catch {
    // The error is no cause of this one: it may quote what it failed at.
    throw new LoginError('this CookieCloud file cannot be decrypted', {
      code: 'input-invalid',
      hint: { en: 'Check the user key (UUID) and the password.', zh: '请检查用户 KEY（UUID）和密码。' },
    })
  }
}

/**
 * Encrypts what `exportCredential` writes for CookieCloud: gives the body that its server takes at `/update`, in the
 * cipher that every version of it knows.
 */
export async function encryptCookieCloud(
  text: string,
  key: CookieCloudKey,
  { random = systemRandom }: { readonly random?: Random } = {},
): Promise<string> {
  const node = await import('node:crypto')
  // As OpenSSL begins what it encrypts with a passphrase, and CryptoJS after it.
  const salt = random.bytes(8)
  const cipher = node.createCipheriv('aes-256-cbc', ...deriveLegacy(node, key, salt))
  const encrypted = Buffer.concat([
    Buffer.from('Salted__'),
    salt,
    cipher.update(text, 'utf8'),
    cipher.final(),
  ]).toString('base64')
  return JSON.stringify({ uuid: key.uuid, encrypted, crypto_type: 'legacy' })
}

function decryptLegacy(node: NodeCrypto, encrypted: string, key: CookieCloudKey): Buffer {
  const bytes = Buffer.from(encrypted, 'base64')
  const decipher = node.createDecipheriv('aes-256-cbc', ...deriveLegacy(node, key, bytes.subarray(8, 16)))
  return Buffer.concat([decipher.update(bytes.subarray(16)), decipher.final()])
}

function decryptFixed(node: NodeCrypto, encrypted: string, key: CookieCloudKey): Buffer {
  const decipher = node.createDecipheriv('aes-128-cbc', passphrase(node, key), Buffer.alloc(16))
  return Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()])
}

function decryptGcm(node: NodeCrypto, encrypted: string, { uuid, password }: CookieCloudKey): Buffer {
  const reader = readInput(parseJson(encrypted), 'an envelope of CookieCloud')
  const bytes = (path: string) => Buffer.from(reader.text(path), 'base64')
  const iterations = reader.number('i')
  // The server's own bounds: the number comes with the file, and says how long we work.
  if (iterations < 10_000 || iterations > 1_000_000) throw new RangeError('iterations')
  const key = node.pbkdf2Sync(`${uuid}-${password}`, bytes('s'), iterations, 32, 'sha256')
  const sealed = bytes('c')
  const decipher = node.createDecipheriv('aes-256-gcm', key, bytes('n')).setAuthTag(sealed.subarray(-16))
  return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
}

/**
 * The key and the initialisation vector that OpenSSL makes of a passphrase.
 *
 * @see https://docs.openssl.org/master/man3/EVP_BytesToKey/
 */
function deriveLegacy(node: NodeCrypto, key: CookieCloudKey, salt: Uint8Array): [key: Buffer, iv: Buffer] {
  const secret = passphrase(node, key)
  const blocks: Buffer[] = []
  for (let count = 0; count < 3; count++) {
    const last = blocks.at(-1) ?? ''
    blocks.push(node.createHash('md5').update(last).update(secret).update(salt).digest())
  }
  const derived = Buffer.concat(blocks)
  return [derived.subarray(0, 32), derived.subarray(32)]
}

function passphrase(node: NodeCrypto, { uuid, password }: CookieCloudKey): string {
  return node.createHash('md5').update(`${uuid}-${password}`).digest('hex').slice(0, 16)
}

import { webcrypto } from 'node:crypto'
import CryptoJS from 'crypto-js'
import { expect, test } from 'vitest'
import { isEncryptedCookieCloud } from './cookiecloud.ts'
import { decryptCookieCloud, encryptCookieCloud } from './cookiecloud-cipher.ts'

const key = { uuid: 'k1v2Jmexample', password: 'p4ss' }
const text = JSON.stringify({ cookie_data: { 'bilibili.com': [] }, note: '用户,*%2C' })

/** As the extension encrypts, with the library it uses itself. */
const passphrase = CryptoJS.MD5(`${key.uuid}-${key.password}`).toString().slice(0, 16)
const files: Readonly<Record<string, () => string | Promise<string>>> = {
  'of an old server, which keeps no name': () =>
    JSON.stringify({ encrypted: CryptoJS.AES.encrypt(text, passphrase).toString() }),
  legacy: () => JSON.stringify({ encrypted: CryptoJS.AES.encrypt(text, passphrase).toString(), crypto_type: 'legacy' }),
  'aes-128-cbc-fixed': () => {
    const iv = CryptoJS.enc.Hex.parse('0'.repeat(32))
    const { ciphertext } = CryptoJS.AES.encrypt(text, CryptoJS.enc.Utf8.parse(passphrase), { iv })
    return JSON.stringify({
      encrypted: ciphertext.toString(CryptoJS.enc.Base64),
      crypto_type: 'aes-128-cbc-fixed',
    })
  },
  'aes-256-gcm-v1': async () => {
    const [salt, iv, iterations] = [new Uint8Array(16).fill(7), new Uint8Array(12).fill(9), 120_000]
    const { subtle } = webcrypto
    const raw = new TextEncoder().encode(`${key.uuid}-${key.password}`)
    const material = await subtle.importKey('raw', raw, 'PBKDF2', false, ['deriveKey'])
    const derivation = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations }
    const aes = await subtle.deriveKey(derivation, material, { name: 'AES-GCM', length: 256 }, false, ['encrypt'])
    const sealed = await subtle.encrypt({ name: 'AES-GCM', iv }, aes, new TextEncoder().encode(text))
    const base64 = (bytes: Uint8Array | ArrayBuffer) => Buffer.from(bytes as Uint8Array).toString('base64')
    const envelope = { v: 'aes-256-gcm-v1', i: iterations, s: base64(salt), n: base64(iv), c: base64(sealed) }
    return JSON.stringify({ encrypted: JSON.stringify(envelope), crypto_type: 'aes-256-gcm-v1' })
  },
}

test.each(Object.entries(files))('decrypts a file %s', async (_name, write) => {
  const file = await write()
  expect(isEncryptedCookieCloud(file)).toBe(true)
  expect(await decryptCookieCloud(file, key)).toBe(text)
})

test('encrypts so that the extension decrypts it, with a new salt each time', async () => {
  const body = JSON.parse(await encryptCookieCloud(text, key))
  expect(body).toMatchObject({ uuid: key.uuid, crypto_type: 'legacy' })
  expect(CryptoJS.AES.decrypt(body.encrypted, passphrase).toString(CryptoJS.enc.Utf8)).toBe(text)
  expect(JSON.parse(await encryptCookieCloud(text, key)).encrypted).not.toBe(body.encrypted)
})

test.each(Object.entries(files))('another password: %s', async (_name, write) => {
  const error: unknown = await decryptCookieCloud(await write(), { ...key, password: 'other' }).catch((e) => e)
  expect(error).toMatchObject({ message: 'this CookieCloud file cannot be decrypted', code: 'input-invalid' })
  expect(error).not.toHaveProperty('cause')
})

test('a cipher nobody has named, work without end, and no file of CookieCloud', async () => {
  const envelope = JSON.stringify({ v: 'aes-256-gcm-v1', i: 1e12, s: 'AAAA', n: 'AAAA', c: 'AAAA' })
  const attempts = [
    { encrypted: 'AAAA', crypto_type: 'rot13' },
    { encrypted: envelope, crypto_type: 'aes-256-gcm-v1' },
    { cookie_data: {} },
  ]
  for (const attempt of attempts) {
    const decrypted = decryptCookieCloud(JSON.stringify(attempt), key)
    await expect(decrypted).rejects.toMatchObject({ code: 'input-invalid' })
  }
})

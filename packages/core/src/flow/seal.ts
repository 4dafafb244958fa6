import type { webcrypto } from 'node:crypto'
import { LoginError } from '../errors/login-error.ts'
import { hideFromInspect } from '../secret.ts'
import type { FlowSnapshot } from './snapshot.ts'

const formatVersion = 1
const ivLength = 12
const label = new TextEncoder().encode('denglu flow snapshot')

/**
 * Encrypts a snapshot, so that it may travel through a browser or a queue (AES-256-GCM).
 *
 * @param key 32 bytes that only your own processes know, or a key for AES-GCM made of them
 * @returns text of letters, digits, `-` and `_`
 * @throws {LoginError} `input-invalid` for a key of another length
 */
export async function sealSnapshot(snapshot: FlowSnapshot, key: Uint8Array | webcrypto.CryptoKey): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(ivLength))
  const text = new TextEncoder().encode(JSON.stringify(snapshot))
  const sealed = await crypto.subtle.encrypt(parameters(iv), await importKey(key), text)
  return Buffer.from([formatVersion, ...iv, ...new Uint8Array(sealed)]).toString('base64url')
}

/**
 * Opens what {@link sealSnapshot} has sealed. What is in it is checked by `resume`, as always.
 *
 * @throws {LoginError} `input-invalid` when it was changed on the way, or sealed with another key
 */
export async function openSnapshot(sealed: string, key: Uint8Array | webcrypto.CryptoKey): Promise<FlowSnapshot> {
  const cryptoKey = await importKey(key)
  try {
    const bytes = Buffer.from(sealed, 'base64url')
    if (bytes[0] !== formatVersion) throw unreadable()
    const iv = bytes.subarray(1, 1 + ivLength)
    const text = await crypto.subtle.decrypt(parameters(iv), cryptoKey, bytes.subarray(1 + ivLength))
    return hideFromInspect(JSON.parse(new TextDecoder().decode(text)), 'opened snapshot')
  } catch {
    throw unreadable()
  }
}

function parameters(iv: Uint8Array<ArrayBuffer>) {
  return { name: 'AES-GCM', iv, additionalData: label }
}

async function importKey(key: Uint8Array | webcrypto.CryptoKey): Promise<webcrypto.CryptoKey> {
  if (!(key instanceof Uint8Array)) return key
  if (key.length !== 32) throw new LoginError('a sealing key has 32 bytes', { code: 'input-invalid' })
  return crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['encrypt', 'decrypt'])
}

function unreadable(): LoginError {
  return new LoginError('this sealed snapshot cannot be opened', {
    code: 'input-invalid',
    hint: {
      en: 'It was changed on the way, or sealed with another key: begin the login anew.',
      zh: '快照在传输中被改动，或使用了不同的密钥：请重新开始登录。',
    },
  })
}

import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'
import type { World } from '../world/world.ts'

export type Opened =
  | { readonly ok: true; readonly text: string }
  /** It cannot be read at all; or it can, and its salt is unknown, used or too old. */
  | { readonly ok: false; readonly problem: 'unreadable' | 'stale-salt' }

/** What passwords and phone numbers are encrypted with, on both sites. */
export interface Cipher {
  /** A fresh salt and the key to go with it. */
  issue(): { readonly hash: string; readonly key: string }
  /** What was encrypted, less its salt, which is used up. */
  open(base64: string): Opened
}

/** RSA-1024 with PKCS#1 v1.5, as the services have it. The key pair is made when it is first asked for. */
export function createCipher(
  { clock, random }: Pick<World, 'clock' | 'random'>,
  settings: { readonly saltLivesMs: number },
): Cipher {
  const salts = new Map<string, number>()
  let pair: ReturnType<typeof makePair> | undefined
  const keys = () => {
    pair ??= makePair()
    return pair
  }

  return {
    issue() {
      const hash = random.hex(16)
      salts.set(hash, clock.now())
      return { hash, key: keys().publicKey }
    },
    open(base64) {
      // This decoder takes the standard alphabet, the one for urls, and either without padding.
      const text = decrypt(keys().privateKey, Buffer.from(base64, 'base64'))
      if (text === undefined) return { ok: false, problem: 'unreadable' }
      const salt = text.slice(0, 16)
      const issuedAt = salts.get(salt) ?? Number.NEGATIVE_INFINITY
      salts.delete(salt)
      return clock.now() < issuedAt + settings.saltLivesMs
        ? { ok: true, text: text.slice(16) }
        : { ok: false, problem: 'stale-salt' }
    },
  }
}

function makePair() {
  return generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
}

/** Some Nodes refuse to take this padding off, so it is done by hand: 00 02, eight bytes or more, 00, the message. */
function decrypt(key: string, encrypted: Buffer): string | undefined {
  if (encrypted.length !== 128) return undefined
  try {
    const block = privateDecrypt({ key, padding: constants.RSA_NO_PADDING }, encrypted)
    const end = block.indexOf(0, 2)
    return block[0] === 0 && block[1] === 2 && end >= 10 ? block.toString('utf8', end + 1) : undefined
  } catch {
    return undefined
  }
}

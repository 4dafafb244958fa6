import { constants, generateKeyPairSync, privateDecrypt } from 'node:crypto'

/** The emulator's own key pair for correspond paths: what a client made with its public half can be read. */
export interface CorrespondKey {
  /** PEM; give it to the client in the place of the site's. */
  readonly publicKey: string
  /** What the path says, or `undefined` when it was made with another key. */
  read(path: string): string | undefined
}

export function createCorrespondKey(): CorrespondKey {
  const pair = generateKeyPairSync('rsa', {
    modulusLength: 1024,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return {
    publicKey: pair.publicKey,
    read(path) {
      const encrypted = Buffer.from(path, 'hex')
      const key = { key: pair.privateKey, padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash: 'sha256' }
      try {
        return privateDecrypt(key, encrypted).toString()
      } catch {
        return undefined
      }
    },
  }
}

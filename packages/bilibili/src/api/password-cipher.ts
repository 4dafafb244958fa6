import type { KeyObject } from 'node:crypto'
import { LoginError, type StepContext, unexpected } from '@denglu/core'
import { call } from './envelope.ts'
import { nodeCrypto } from './node-crypto.ts'

/** What PKCS#1 v1.5 takes of a block for itself, in bytes. */
const padding = 11

/**
 * Encrypts a password with a salt and a key fetched for this one use: the salt lives about 20 seconds, so send the
 * result at once.
 *
 * @throws {LoginError} `input-invalid` when the password is too long for the service's key.
 * @see docs/services/bilibili.md#password
 */
export async function encryptPassword(id: string, password: string, context: StepContext): Promise<string> {
  const step = `${id}: key`
  const { body } = await call(context, { step, url: 'https://passport.bilibili.com/x/passport-login/web/key' })
  const salted = Buffer.from(body.text('data.hash') + password)
  const key = readKey(step, body.text('data.key'))
  if (salted.length > (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - padding)
    throw new LoginError('the password is longer than any the service takes', { code: 'input-invalid', step: id })
  const { constants, publicEncrypt } = nodeCrypto()
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, salted).toString('base64')
}

function readKey(step: string, pem: string): KeyObject {
  try {
    const key = nodeCrypto().createPublicKey(pem)
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {}
  return unexpected(step)('`data.key` is no public key')
}

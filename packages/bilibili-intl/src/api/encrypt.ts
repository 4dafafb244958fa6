import { LoginError, type StepContext, unexpected } from '@denglu/core'
import type { Locale } from '../locales.ts'
import { call } from './envelope.ts'
import { passport } from './site.ts'

/**
 * Encrypts a password or a phone number the way the passport wants it, with a salt and a key fetched for this one
 * value: the salt is short-lived, so send what comes back at once.
 *
 * @throws {LoginError} `input-invalid` when it is too long for the service's key.
 * @see docs/services/bilibili-intl.md#encryption
 */
export async function encrypt(id: string, text: string, locale: Locale, context: StepContext): Promise<string> {
  const step = `${id}: key`
  const { body } = await call(context, passport(step, 'web/key', locale))
  const plain = Buffer.from(body.text('data.hash') + text)
  const pem = body.text('data.key')

  const { constants, createPublicKey, publicEncrypt } = await import('node:crypto')
  const key = readKey()
  // PKCS#1 v1.5 fills at least 11 bytes of the block.
  const room = (key.asymmetricKeyDetails?.modulusLength ?? 0) / 8 - 11
  if (plain.length > room)
    throw new LoginError('what was entered is too long for the service to read', { code: 'input-invalid', step: id })
  return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, plain).toString('base64')

  function readKey() {
    try {
      return createPublicKey(pem)
    } catch {
      return unexpected(step)('`data.key` is no public key')
    }
  }
}

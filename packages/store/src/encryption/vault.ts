import type { Credential, CredentialKey } from '@denglu/core'
import { damaged, readCredentialFile, renderFile } from '../envelope.ts'
import { quote, unavailable } from '../store-errors.ts'
import { nameOf, type Sealed, seal, unseal } from './cipher.ts'
import type { KeySource } from './key-source.ts'

/**
 * Whether credential files are encrypted with a key in the system's keyring.
 *
 * - `auto`: when a keyring answers in time, and plain otherwise.
 * - `required`: always; without a keyring nothing is written.
 * - `off`: never.
 *
 * Whatever is set, both kinds of file are read.
 */
export type Encryption = 'auto' | 'required' | 'off'

export interface VaultOptions {
  readonly encryption: Encryption
  readonly keys: KeySource
  /** Called the first time that a credential is written in plain because no keyring answers. */
  readonly onPlain: (() => void) | undefined
}

/** Turns credentials into the text of their files, and back. */
export interface Vault {
  close(credential: Credential): Promise<string>
  /** @throws {LoginError} `store-unavailable` when the file is damaged, foreign, or its key cannot be had. */
  open(text: string, path: string, key: CredentialKey): Promise<object>
}

export function createVault({ encryption, keys, onPlain }: VaultOptions): Vault {
  let told = false

  async function keyForWriting(): Promise<Uint8Array | undefined> {
    if (encryption === 'off') return undefined
    const key = await keys.findOrMake()
    if (!key && encryption === 'required') throw noKeyring()
    if (!key && !told) {
      told = true
      onPlain?.()
    }
    return key
  }

  async function unsealed(sealed: Sealed, path: string, label: string): Promise<string> {
    const key = await keys.find()
    if (!key) throw noKeyring()
    if (nameOf(key) !== sealed.key) throw foreignKey(path)
    return unseal(sealed, key, label) ?? damaged(path)
  }

  return {
    async close(credential) {
      const key = await keyForWriting()
      if (!key) return renderFile({ credential })
      return renderFile({ sealed: seal(JSON.stringify(credential), key, labelOf(credential)) })
    },
    async open(text, path, key) {
      const file = readCredentialFile(text, path)
      const credential =
        'sealed' in file ? JSON.parse(await unsealed(file.sealed, path, labelOf(key))) : file.credential
      return credential.provider === key.provider && credential.userId === key.userId ? credential : damaged(path)
    },
  }
}

function labelOf({ provider, userId }: CredentialKey): string {
  return JSON.stringify(['denglu credential', provider, userId])
}

function noKeyring() {
  return unavailable('the credentials are encrypted, and the keyring with their key does not answer', {
    en: 'Unlock the keyring, or run this in the session of your desktop. To go without encryption from now on, log in again with it turned off.',
    zh: '请解锁系统密钥环，或在桌面会话中运行。若要停用加密，请关闭加密后重新登录。',
  })
}

function foreignKey(path: string) {
  const mend = `mv ${quote(path)} ${quote(`${path}.sealed`)}`
  return unavailable(`${path} is encrypted with a key that this keyring does not hold`, {
    en: `It was probably copied from elsewhere, or the keyring was reset. Put it aside, then log in again: ${mend}`,
    zh: `该文件可能来自其他设备，或密钥环已被重置。请先将其移开，再重新登录：${mend}`,
  })
}

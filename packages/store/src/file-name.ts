import type { CredentialKey } from '@denglu/core'

const safeBytes = new Set(Buffer.from('abcdefghijklmnopqrstuvwxyz0123456789_-'))
const credentialFile = /^(?<provider>[\w%-]+)\.(?<userId>[\w%-]+)\.json$/

/**
 * The base name of everything kept for a key, as in `bilibili.12345`. Ids come from outside: every byte that is not
 * safe on every file system, capital letters included, is percent-encoded, so no id leaves the directory and no two
 * ids share a file where names ignore case.
 */
export function baseNameOf({ provider, userId }: CredentialKey): string {
  return `${encode(provider)}.${encode(userId)}`
}

/** Reads the key back from the name of a credential file; `undefined` for any other file. */
export function readFileName(name: string): CredentialKey | undefined {
  const { provider, userId } = credentialFile.exec(name)?.groups ?? {}
  if (!provider || !userId) return undefined
  try {
    const key = { provider: decodeURIComponent(provider), userId: decodeURIComponent(userId) }
    return `${baseNameOf(key)}.json` === name ? key : undefined
  } catch {
    return undefined
  }
}

function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) =>
      safeBytes.has(byte) ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    )
    .join('')
}

/** The name of the file that says which account of a provider is the current one. */
export function currentNameOf(provider: string): string {
  return `${encode(provider)}.json`
}

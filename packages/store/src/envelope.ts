import type { Credential } from '@denglu/core'
import type { Sealed } from './encryption/cipher.ts'
import { quote, unavailable } from './store-errors.ts'

/**
 * Of the file, not of the credential in it. A reader that meets a higher one leaves the file alone; plain files keep
 * the first number, so that releases from before encryption read them.
 */
const formats = { plain: 1, sealed: 2 } as const

/** What is in a credential file. What is in the credential is its provider's to check. */
export type CredentialFile = { readonly credential: Record<string, unknown> } | { readonly sealed: Sealed }

/** The text of a file. */
export function renderFile(
  content: { readonly credential: Credential } | { readonly sealed: Sealed } | { readonly current: string },
): string {
  return `${JSON.stringify({ denglu: 'sealed' in content ? formats.sealed : formats.plain, ...content })}\n`
}

/** @throws {LoginError} `store-unavailable` when it is damaged, or newer than this release. */
export function readCredentialFile(text: string, path: string): CredentialFile {
  const { credential, sealed } = parse(text, path)
  if (isRecord(credential)) return { credential }
  if (isRecord(sealed) && typeof sealed.key === 'string' && typeof sealed.data === 'string') {
    return { sealed: { key: sealed.key, data: sealed.data } }
  }
  return damaged(path)
}

/** Which account is the current one. @throws {LoginError} `store-unavailable`, as for credential files. */
export function readCurrentFile(text: string, path: string): string {
  const { current } = parse(text, path)
  return typeof current === 'string' ? current : damaged(path)
}

function parse(text: string, path: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, so it is not kept as the cause.
    return damaged(path)
  }
  if (!isRecord(content) || typeof content.denglu !== 'number') return damaged(path)
  if (content.denglu > formats.sealed) {
    throw unavailable(`${path} was written by a newer release`, { en: 'Update Denglu.', zh: '请升级 Denglu。' })
  }
  return content
}

export function damaged(path: string): never {
  const mend = `mv ${quote(path)} ${quote(`${path}.damaged`)}`
  throw unavailable(`${path} is damaged`, {
    en: `It is left as it is. Put it aside, then log in again: ${mend}`,
    zh: `该文件已保持原样。请先将其移开，再重新登录：${mend}`,
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

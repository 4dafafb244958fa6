import type { Credential, CredentialKey } from '@denglu/core'
import { quote, unavailable } from './store-errors.ts'

/** Of the file, not of the credential in it. A reader that meets a higher one leaves the file alone. */
const format = 1

/** The text of a credential file. */
export function renderCredential(credential: Credential): string {
  return render({ credential })
}

/** The text of the file that names the current account. */
export function renderCurrent(userId: string): string {
  return render({ current: userId })
}

/**
 * Opens a credential file. What is in the credential is its provider's to check.
 *
 * @throws {LoginError} `store-unavailable` when it is damaged, another account's, or newer than this release.
 */
export function parseCredentialFile(text: string, path: string, key: CredentialKey): object {
  const { credential } = parse(text, path)
  if (!isRecord(credential)) throw damaged(path)
  if (credential.provider !== key.provider || credential.userId !== key.userId) throw damaged(path)
  return credential
}

/** @throws {LoginError} `store-unavailable`, as for credential files. */
export function parseCurrentFile(text: string, path: string): string {
  const { current } = parse(text, path)
  if (typeof current !== 'string') throw damaged(path)
  return current
}

function render(content: object): string {
  return `${JSON.stringify({ denglu: format, ...content })}\n`
}

function parse(text: string, path: string): Record<string, unknown> {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    // The parser's own message quotes the text, so it is not kept as the cause.
    throw damaged(path)
  }
  if (!isRecord(content) || typeof content.denglu !== 'number') throw damaged(path)
  if (content.denglu > format) {
    throw unavailable(`${path} was written by a newer release`, { en: 'Update Denglu.', zh: '请升级 Denglu。' })
  }
  return content
}

function damaged(path: string) {
  const mend = `mv ${quote(path)} ${quote(`${path}.damaged`)}`
  return unavailable(`${path} is damaged`, {
    en: `It is left as it is. Put it aside, then log in again: ${mend}`,
    zh: `该文件已保持原样。请先将其移开，再重新登录：${mend}`,
  })
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

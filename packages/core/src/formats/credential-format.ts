import type { Credential } from '../credential.ts'
import type { Localized } from '../localized.ts'
import type { BrowserState } from './browser-state.ts'
import { cookieFormats } from './cookie-formats.ts'
import { parseJson, parseJsonObject } from './parse-json.ts'

/** A way of writing down one service's credentials: cookies in a form that every tool knows, or the file of one tool. */
export interface CredentialFormat<C extends Credential> {
  /** As in `netscape` or `biliup`. */
  readonly id: string
  readonly title: Localized
  /** What such a file is usually called; some tools look for this very name. */
  readonly fileName: string
  /**
   * The whole file, as the tool itself would have written it. It is as secret as the credential.
   *
   * @throws {LoginError} `input-invalid` when the credential lacks what the tool needs; the hint says how to get it.
   */
  write(credential: C, now: number): string
  /** Whether a text looks like it; nothing in it is checked. */
  recognises(text: string): boolean
  /**
   * What the file does not hold, the credential goes without: often the refresh token.
   *
   * @throws {LoginError} `input-invalid` when there is no session in it; never with what stands in the text.
   */
  read(text: string, context: ReadContext): C
}

export interface ReadContext {
  /** In ms since the epoch: the credential's `issuedAt`, where the file does not say. */
  readonly now: number
  /**
   * Whose file it is, for files that do not say. Without it, what is read of such a file is a draft with an empty
   * `userId`: `importCredential` asks the service, and reads once more.
   */
  readonly userId?: string
}

/** What a browser would hold of one service's credentials. */
export interface Site<C extends Credential> {
  /** Of the cookies, for formats that do not name it. */
  readonly domain: string
  toState(credential: C, now: number): BrowserState
  /**
   * Picks the service's own out of whatever a browser held.
   *
   * @throws {LoginError} `input-invalid` when there is no session among it.
   */
  fromState(state: BrowserState, context: ReadContext): C
}

/** The cookie formats that every tool knows, for one service. */
export function createCookieFormats<C extends Credential>(site: Site<C>): readonly CredentialFormat<C>[] {
  return cookieFormats.map((format) => ({
    id: format.id,
    title: format.title,
    fileName: format.fileName,
    write: (credential, now) => format.write(site.toState(credential, now), now),
    recognises: (text) => format.recognises(text),
    read: (text, context) => site.fromState(format.read(text, site.domain), context),
  }))
}

/** The credential itself as JSON, with all it holds. */
export function createOwnFormat<C extends Credential>(
  provider: C['provider'],
  parseCredential: (value: unknown) => C,
): CredentialFormat<C> {
  return {
    id: 'denglu',
    title: { en: 'Denglu credential, complete', zh: 'Denglu 凭据（完整）' },
    fileName: `${provider}.json`,
    write: (credential) => `${JSON.stringify(credential, null, 2)}\n`,
    recognises(text) {
      const value = parseJsonObject(text)
      return value?.provider === provider && typeof value.version === 'number'
    },
    read: (text) => parseCredential(parseJson(text)),
  }
}

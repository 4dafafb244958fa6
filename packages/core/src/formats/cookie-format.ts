import type { Localized } from '../localized.ts'
import type { BrowserState } from './browser-state.ts'

/** A way of writing cookies down that every tool may know, whatever the site. */
export interface CookieFormat {
  readonly id: 'netscape' | 'header' | 'json' | 'env' | 'playwright' | 'cookiecloud'
  readonly title: Localized
  /** What such a file is usually called. */
  readonly fileName: string
  /** @throws {LoginError} `input-invalid` when a cookie holds something that the format has no place for. */
  write(state: BrowserState, now: number): string
  /** Whether a text looks like it; nothing in it is checked. */
  recognises(text: string): boolean
  /**
   * @param domain of the cookies, for formats that do not name it
   * @throws {LoginError} `input-invalid`; the message names a place in the text, never what stands there.
   */
  read(text: string, domain: string): BrowserState
}

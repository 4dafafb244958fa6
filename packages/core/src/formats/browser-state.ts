import type { Cookie } from '../cookies/cookie.ts'

/** What a browser keeps of a site. */
export interface BrowserState {
  readonly cookies: readonly Cookie[]
  /** Not every format has a place for it. */
  readonly storage?: readonly StorageItem[]
}

/** One entry of a page's `localStorage`. */
export interface StorageItem {
  /** As in `https://www.bilibili.com`. */
  readonly origin: string
  readonly name: string
  readonly value: string
}

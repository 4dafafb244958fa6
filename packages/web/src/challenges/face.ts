import type { Answer, Localized } from '@denglu/core'
import type { PageContent } from '../page/layout.ts'

/** How one challenge looks on a page, and how its answer is read from the form that comes back. */
export interface Face<A extends Answer = Answer> {
  /** @param problem what was wrong with the form that was sent */
  content(problem?: Localized): PageContent
  /** Origins that the page loads from besides its own. */
  readonly allowed: readonly string[]
  /** @throws {LoginError} `input-invalid`, whose hint says what is wrong with the form. */
  readAnswer(form: URLSearchParams): A
}

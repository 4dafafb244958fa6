import type { LoginEvent } from '@denglu/core'

/** What shows a login: to a person, or to a program. */
export interface LoginFace {
  show(event: LoginEvent): Promise<void>
  /** Makes room for a question, or for the end. */
  pause(): void
}

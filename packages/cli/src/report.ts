import type { Challenge, LoginErrorCode, QrCode } from '@denglu/core'

/** `unknown`: the service could not be asked. `unreadable`: what is stored cannot be used. */
export type AccountState = 'valid' | 'stale' | 'expired' | 'unknown' | 'unreadable'

/** One line of `denglu login --json`. None of them holds a cookie or a token. */
export type LoginLine =
  | { readonly type: 'qr-ready'; readonly qr: QrCode; readonly expiresAt: number }
  | { readonly type: 'qr-scanned'; readonly account?: { readonly name?: string; readonly avatarUrl?: string } }
  | { readonly type: 'challenge-raised'; readonly challenge: Challenge }
  | ({ readonly type: 'login-succeeded' } & LoginOutcome)
  | { readonly type: 'login-failed'; readonly reason: 'expired' | 'declined' }
  | ErrorLine

/** What any command with `--json` says last when it cannot do its work. */
export type ErrorLine = { readonly type: 'error' } & Problem

/** What became of a login. */
export interface LoginOutcome {
  readonly provider: string
  readonly userId: string
  readonly name?: string
  /** In ms since the epoch. */
  readonly expiresAt?: number
  /** Whether the service was asked, and said yes. */
  readonly verified: boolean
  /** Where it is stored. */
  readonly path: string
}

/** One account in `denglu status --json`, and, without `status` and `name`, in `denglu list --json`. */
export interface AccountLine {
  readonly provider: string
  readonly userId: string
  /** Whether programs use it when no account is named. */
  readonly current: boolean
  readonly name?: string
  readonly status?: AccountState
  /** In ms since the epoch, like `expiresAt`. */
  readonly issuedAt?: number
  readonly expiresAt?: number
  readonly problem?: Problem
}

/** What `denglu import --json` writes. */
export interface ImportOutcome {
  readonly provider: string
  readonly userId: string
  readonly name?: string
  /** The format the file was read in. */
  readonly format: string
  /** Whether it can be refreshed: many files hold no refresh token. */
  readonly renewable: boolean
  /** In ms since the epoch. */
  readonly expiresAt?: number
  /** Where it is stored. */
  readonly path: string
}

/** One line of `denglu keep --json`. */
export type KeepLine = {
  /** In ms since the epoch. */
  readonly at: number
  readonly problem?: Problem
} & (
  | {
      readonly type:
        | 'account-kept'
        | 'account-checked'
        | 'account-refreshed'
        | 'account-expiring'
        | 'account-expired'
        | 'account-failed'
        | 'account-gone'
      readonly provider: string
      readonly userId: string
      /** What the service says, of `account-checked`. */
      readonly status?: 'valid' | 'stale' | 'expired'
      /** In ms since the epoch. */
      readonly expiresAt?: number
    }
  /** It ends once its refreshes have. */
  | { readonly type: 'keep-stopping'; readonly refreshes: number }
  /** The store cannot be read; what is kept already is kept on. */
  | { readonly type: 'keep-failed' }
)

/** One finding of `denglu doctor --json`. */
export interface FindingLine {
  readonly check: 'versions' | 'terminal' | 'proxy' | 'store' | 'service' | 'clock'
  /** What was looked at, such as `bilibili/web-qr`. */
  readonly subject: string
  readonly state: 'ok' | 'warning' | 'problem'
  readonly message: string
  /** What may be done about it. */
  readonly hint?: string
  readonly code?: Problem['code']
}

/** Why something did not work. */
export interface Problem {
  /** `usage` for a command line that makes no sense, `unexpected` for a fault of the command itself. */
  readonly code: LoginErrorCode | 'usage' | 'not-logged-in' | 'interrupted' | 'timed-out' | 'unexpected'
  readonly message: string
  readonly hint?: string
}

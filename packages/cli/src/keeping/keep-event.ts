import type { CredentialReport, SessionEvent } from '@denglu/core'

/** What happens to an account that is kept. */
export type KeepEvent =
  /** It is looked after from now on. */
  | { readonly type: 'account-kept'; readonly expiresAt?: number }
  /** The service was asked. */
  | { readonly type: 'account-checked'; readonly status: CredentialReport['status'] }
  | { readonly type: 'account-refreshed'; readonly expiresAt?: number }
  /** It could not be renewed for now, or it never can; it works until `expiresAt`. */
  | { readonly type: 'account-expiring'; readonly expiresAt?: number; readonly error: unknown }
  /** Its owner must log in again. */
  | { readonly type: 'account-expired'; readonly error: unknown }
  /** It cannot be looked after for now. */
  | { readonly type: 'account-failed'; readonly error: unknown }
  /** It was logged out. */
  | { readonly type: 'account-gone' }

/** What a session tells, as the log has it. */
export function translate(event: SessionEvent): KeepEvent {
  if (event.type === 'expired') return { type: 'account-expired', error: event.error }
  const { expiresAt } = event.type === 'refreshed' ? event.credential : event
  const end = expiresAt === undefined ? {} : { expiresAt }
  if (event.type === 'refreshed') return { type: 'account-refreshed', ...end }
  return { type: 'account-expiring', error: event.error, ...end }
}

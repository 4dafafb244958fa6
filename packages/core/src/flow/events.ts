import type { Challenge } from '../challenge.ts'
import type { Credential } from '../credential.ts'
import { type JsonReader, readInput } from '../json-reader.ts'
import type { StopReason } from '../method.ts'
import type { QrCode } from '../qr-code.ts'

/** What a method reports on the way. */
export type ProgressEvent =
  /** Show this code; it can be scanned until `expiresAt` (ms since the epoch). */
  | { readonly type: 'qr-ready'; readonly qr: QrCode; readonly expiresAt: number }
  /** The phone has seen the code; the person must still confirm there. */
  | { readonly type: 'qr-scanned'; readonly account?: { readonly name?: string; readonly avatarUrl?: string } }

/** What a flow tells its caller. The last one is `login-succeeded` or `login-failed`. */
export type LoginEvent<C extends Credential = Credential> =
  | ProgressEvent
  | { readonly type: 'challenge-raised'; readonly challenge: Challenge }
  | { readonly type: 'login-succeeded'; readonly credential: C }
  | { readonly type: 'login-failed'; readonly reason: StopReason }

/**
 * Admits a progress event from a snapshot.
 *
 * @throws {LoginError} `input-invalid`
 */
export function parseProgressEvent(value: unknown): ProgressEvent {
  const reader = readInput(value, 'a progress event')
  const type = reader.oneOf('type', ['qr-ready', 'qr-scanned'])
  if (type === 'qr-ready') return { type, qr: parseQr(reader.at('qr')), expiresAt: reader.number('expiresAt') }
  if (!reader.has('account')) return { type }
  const name = reader.optional('account.name', reader.string)
  const avatarUrl = reader.optional('account.avatarUrl', reader.string)
  return { type, account: { ...(name !== undefined && { name }), ...(avatarUrl !== undefined && { avatarUrl }) } }
}

function parseQr(reader: JsonReader): QrCode {
  const kind = reader.oneOf('kind', ['text', 'image'])
  if (kind === 'text') return { kind, text: reader.text('text') }
  return { kind, mediaType: reader.oneOf('mediaType', ['image/png', 'image/jpeg']), base64: reader.text('base64') }
}

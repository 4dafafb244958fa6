import type { JsonReader } from '@denglu/core'
import type { AppTokens } from '../credential.ts'

/** The `token_info` of a login or a refresh. `expires_in` counts seconds from now. */
export function readTokens(info: JsonReader, now: number): AppTokens {
  return {
    accessToken: info.text('access_token'),
    refreshToken: info.text('refresh_token'),
    expiresAt: now + info.number('expires_in') * 1_000,
  }
}

import type { Call } from '../http/router.ts'
import { mayUseToken } from './app-keys.ts'
import { checkAppSign } from './app-sign.ts'
import type { Code } from './codes.ts'
import type { BilibiliSessions } from './sessions.ts'

/** Who is calling, or the code to refuse with. */
export type Caller = { readonly ok: true; readonly userId: string } | { readonly ok: false; readonly code: Code }

/** The phone proves itself by a signed access token, or by its web cookies and the csrf token among them. */
export function readPhoneCaller({ params, cookies }: Call, sessions: BilibiliSessions): Caller {
  const token = params.get('access_key')
  if (token || params.get('sign')) {
    const signed = checkAppSign(params)
    if (!signed.ok) return signed
    const session = token ? sessions.byAccessToken(token) : undefined
    if (token && !session?.access) return { ok: false, code: -101 }
    if (session?.access && !mayUseToken(session.access.appkey, signed.appkey)) return { ok: false, code: -663 }
    if (session) return { ok: true, userId: session.cookies.DedeUserID }
  }
  const session = sessions.bySessdata(cookies.get('SESSDATA'))
  if (!session) return { ok: false, code: -101 }
  if (params.get('csrf') !== session.cookies.bili_jct) return { ok: false, code: -111 }
  return { ok: true, userId: session.cookies.DedeUserID }
}

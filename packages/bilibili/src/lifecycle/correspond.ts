import type { Cookie, StepContext } from '@denglu/core'
import { unexpected } from '@denglu/core'
import { call, requireNotBlocked } from '../api/envelope.ts'
import { nodeCrypto } from '../api/node-crypto.ts'

/** The site's own key for correspond paths, hard-coded in its pages. */
export const siteCorrespondKey = `-----BEGIN PUBLIC KEY-----
MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDLgd2OAkcGVtoE3ThUREbio0Eg
Uc/prcajMKXvkCKFCWhJYJcLkcM2DKKcSeFpD/j6Boy538YXnR6VhcuUJOhH2x71
nzPjfdTcqMz7djHum0qSZA0AyCBDABUqCrfNgCiJ00Ra7GmRj+YCK1NJEuewlb40
JNrRuoEUXpabUzGB8QIDAQAB
-----END PUBLIC KEY-----`

const step = 'bilibili: refresh: ask permission'
const attempts = 2

/**
 * Fetches the one-time token that permits a refresh. Its path proves the time, so it is made from the service's
 * clock; a stale one is answered with 404 or with a page that lacks the token, and is made anew once.
 *
 * @see docs/services/bilibili.md#refresh
 */
export async function fetchRefreshCsrf(cookies: readonly Cookie[], key: string, context: StepContext): Promise<string> {
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const { body } = await call(context, {
      step: 'bilibili: refresh: read the time',
      url: 'https://passport.bilibili.com/x/passport-login/web/cookie/info',
      cookies,
    })
    const path = correspondPath(body.number('data.timestamp'), key)
    const page = await context.http.send({ step, url: `https://www.bilibili.com/correspond/1/${path}`, cookies })
    requireNotBlocked(page)
    const token = /<div id="1-name">\s*([^<\s]+)\s*<\/div>/.exec(page.text())?.[1]
    if (page.status === 200 && token) return token
  }
  return unexpected(step)('the page holds no refresh_csrf')
}

/** 256 lower-case hex digits for a moment (ms since the epoch) on the service's clock. */
export function correspondPath(timestamp: number, key: string): string {
  const { constants, publicEncrypt } = nodeCrypto()
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return publicEncrypt({ key, padding, oaepHash: 'sha256' }, Buffer.from(`refresh_${timestamp}`)).toString('hex')
}

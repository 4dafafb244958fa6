import { LoginError, type StepContext, unexpected } from '@denglu/core'
import type { App } from '../api/apps.ts'
import { call } from '../api/envelope.ts'
import { type BilibiliCredential, findCookie } from '../credential.ts'
import { createTvQr } from '../methods/tv-qr.ts'

const step = 'bilibili: add app tokens'
const attempts = 3
const everyMs = 1_000

/**
 * Lets a web session confirm a TV code by itself, which gives app tokens without a phone. The credential keeps its
 * own cookies and gets the tokens.
 *
 * @see docs/services/bilibili.md#from-web-to-app
 */
export async function addAppTokens(
  credential: BilibiliCredential,
  app: App,
  context: StepContext,
): Promise<BilibiliCredential> {
  const tvQr = createTvQr(app)
  const started = await tvQr.start(undefined, context)
  if (started.next !== 'poll' || !tvQr.poll) throw new LoginError('no TV code', { code: 'response-unexpected', step })
  await call(context, {
    step: `${step}: confirm`,
    url: 'https://passport.bilibili.com/x/passport-tv-login/h5/qrcode/confirm',
    cookies: credential.cookies,
    form: {
      auth_code: started.state.authCode,
      csrf: findCookie(credential.cookies, 'bili_jct')?.value,
      scanning_type: 3,
    },
  })
  for (let attempt = 1; attempt <= attempts; attempt++) {
    const polled = await tvQr.poll(started.state, context)
    if (polled.next === 'done' && polled.credential.app) return { ...credential, app: polled.credential.app }
    if (polled.next === 'stop') break
    await context.clock.wait(everyMs, context.signal)
  }
  return unexpected(step)('the confirmed code gave no tokens')
}

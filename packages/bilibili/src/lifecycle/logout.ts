import { LoginError, type StepContext } from '@denglu/core'
import { findApp } from '../api/apps.ts'
import { call, checkCode, openAnswer } from '../api/envelope.ts'
import { signParameters } from '../api/sign.ts'
import { type AppTokens, type BilibiliCredential, findCookie } from '../credential.ts'
import { check } from './check.ts'

const step = 'bilibili: logout'

/**
 * Ends the app session and the web session. What has already ended is no error.
 *
 * @see docs/services/bilibili.md#logout
 */
export async function logout(credential: BilibiliCredential, context: StepContext): Promise<void> {
  if (credential.app) await ignoringEnded(revoke(credential.app, context))
  await ignoringEnded(exit(credential, context))
}

async function revoke(tokens: AppTokens, context: StepContext): Promise<void> {
  const app = findApp(tokens.appkey)
  if (!app) return
  const parameters = { access_key: tokens.accessToken, ts: Math.floor(context.clock.now() / 1_000) }
  await call(context, {
    step: 'bilibili: logout: revoke tokens',
    url: 'https://passport.bilibili.com/x/passport-login/revoke',
    form: signParameters(parameters, app),
  })
}

async function exit(credential: BilibiliCredential, context: StepContext): Promise<void> {
  const { cookies } = credential
  const response = await context.http.send({
    step,
    url: 'https://passport.bilibili.com/login/exit/v2',
    cookies,
    form: { biliCSRF: findCookie(cookies, 'bili_jct')?.value },
  })
  // A session that has already ended is answered with the login page. So is everything, by some hotels.
  const isPage = response.status === 200 && response.headers.get('content-type')?.includes('text/html')
  if (isPage && (await check(credential, context)).status === 'expired') return
  checkCode(openAnswer(response))
}

async function ignoringEnded(work: Promise<void>): Promise<void> {
  try {
    await work
  } catch (error) {
    if (!LoginError.is(error, 'credential-rejected')) throw error
  }
}

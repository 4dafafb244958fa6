import type { CredentialReport, HttpRequest, StepContext } from '@denglu/core'
import { findApp } from '../api/apps.ts'
import { call, open, refusalOf } from '../api/envelope.ts'
import { signParameters } from '../api/sign.ts'
import type { AppTokens, BilibiliCredential } from '../credential.ts'

const notLoggedIn = -101

/**
 * Asks the site who it thinks is there, and whether it would like the session to be renewed.
 *
 * @see docs/services/bilibili.md#check
 */
export async function check(credential: BilibiliCredential, context: StepContext): Promise<CredentialReport> {
  const opened = await open(context, {
    step: 'bilibili: check',
    url: 'https://api.bilibili.com/x/web-interface/nav',
    cookies: credential.cookies,
  })
  const { code, body } = opened
  if (code === notLoggedIn) return { status: 'expired' }
  if (code !== 0) throw refusalOf(opened)
  if (!body.boolean('data.isLogin')) return { status: 'expired' }
  const avatarUrl = body.optional('data.face', body.string)
  return {
    status: (await isRefreshAdvised(credential, context)) ? 'stale' : 'valid',
    account: { userId: body.id('data.mid'), name: body.string('data.uname'), ...(avatarUrl && { avatarUrl }) },
  }
}

async function isRefreshAdvised(credential: BilibiliCredential, context: StepContext): Promise<boolean> {
  if (credential.replaces) return true
  const request = credential.refreshToken ? askWeb(credential) : credential.app && askApp(credential.app, context)
  if (!request) return false
  const { body } = await call(context, request)
  return body.boolean('data.refresh')
}

function askWeb({ cookies }: BilibiliCredential): HttpRequest {
  return {
    step: 'bilibili: check: ask about refresh',
    url: 'https://passport.bilibili.com/x/passport-login/web/cookie/info',
    cookies,
  }
}

function askApp({ appkey, accessToken }: AppTokens, { clock }: StepContext): HttpRequest | undefined {
  const app = findApp(appkey)
  if (!app) return undefined
  const parameters = { access_key: accessToken, actionKey: 'appkey', ts: Math.floor(clock.now() / 1_000) }
  return {
    step: 'bilibili: check: ask about the tokens',
    url: 'https://passport.bilibili.com/x/passport-login/oauth2/info',
    query: Object.fromEntries(new URLSearchParams(signParameters(parameters, app))),
  }
}

import { LoginError, mergeCookies, type RefreshContext, unexpected } from '@denglu/core'
import { findApp } from '../api/apps.ts'
import { call } from '../api/envelope.ts'
import { pickLoginCookies } from '../api/session-cookies.ts'
import { signParameters } from '../api/sign.ts'
import { type AppTokens, type BilibiliCredential, createCredential, findCookie, missingCookies } from '../credential.ts'
import { type AppLogin, readAppLogin } from '../methods/tv-qr.ts'
import { fetchRefreshCsrf } from './correspond.ts'

type Context = RefreshContext<BilibiliCredential>

const passport = 'https://passport.bilibili.com/x/passport-login'

/**
 * Renews whatever the credential has: the web session, the app tokens, or both. The web session is renewed in two
 * phases: the service keeps the old one until it is told that the new one is safe. Tokens that cannot be renewed beside it
 * stay as they are.
 *
 * @see docs/services/bilibili.md#refresh
 */
export async function refresh(
  credential: BilibiliCredential,
  context: Context,
  correspondKey: string,
): Promise<BilibiliCredential> {
  if (credential.replaces) return confirm(credential, context)
  const { refreshToken, app, device } = credential
  if (!refreshToken && !app) throw cannotRenew()
  const renewed = refreshToken ? await refreshWeb(credential, refreshToken, context, correspondKey) : credential
  if (!app) return renewed
  const issued = await renewTokens(app, context).catch((error: unknown) => {
    // The old web session has ended by now: what becomes of the tokens must not take the new one away.
    if (refreshToken && LoginError.is(error)) return undefined
    throw error
  })
  if (!issued) return renewed
  // The answer holds new cookies, too; they are the session only where there is no web session of its own.
  const whole = refreshToken ? { ...renewed, app: issued.app } : { ...issued, ...(device && { device }) }
  await context.save(whole)
  return whole
}

async function refreshWeb(
  old: BilibiliCredential,
  refreshToken: string,
  context: Context,
  correspondKey: string,
): Promise<BilibiliCredential> {
  const step = 'bilibili: refresh'
  const { body, response } = await call(context, {
    step,
    url: `${passport}/web/cookie/refresh`,
    cookies: old.cookies,
    form: {
      csrf: csrfOf(old),
      refresh_csrf: await fetchRefreshCsrf(old.cookies, correspondKey, context),
      source: 'main_web',
      refresh_token: refreshToken,
    },
  })
  const now = context.clock.now()
  const given = pickLoginCookies(response.cookies, now)
  // Half of a new session beside half of the old one would be none.
  if (csrfOf({ cookies: given }) === csrfOf(old) || missingCookies(given).length > 0)
    return unexpected(step)('the service gave no new session')
  const cookies = mergeCookies(old.cookies, given, now)
  const { app, device } = old
  const issued = createCredential({ cookies, refreshToken: body.text('data.refresh_token'), app, device }, now)
  const renewed = { ...issued, replaces: refreshToken }
  await context.save(renewed)
  return confirm(renewed, context)
}

/**
 * Tells the service to end the session that `renewed` replaces. If the call is lost, the credential still works and
 * says of itself that this is left to do; if it is refused, that session has ended already.
 */
async function confirm(renewed: BilibiliCredential, context: Context): Promise<BilibiliCredential> {
  const { replaces, ...confirmed } = renewed
  try {
    await call(context, {
      step: 'bilibili: refresh: confirm',
      url: `${passport}/web/confirm/refresh`,
      cookies: renewed.cookies,
      form: { csrf: csrfOf(renewed), refresh_token: replaces },
    })
  } catch (error) {
    if (!LoginError.is(error) || error.code === 'credential-rejected') throw error
    if (error.retryable) return renewed
  }
  await context.save(confirmed)
  return confirmed
}

async function renewTokens(tokens: AppTokens, context: Context): Promise<AppLogin> {
  const step = 'bilibili: refresh app tokens'
  const app = findApp(tokens.appkey)
  if (!app)
    throw new LoginError('the tokens belong to an app this release does not know', { code: 'input-invalid', step })
  const { body } = await call(context, {
    step,
    url: `${passport}/oauth2/refresh_token`,
    form: signParameters(
      {
        access_key: tokens.accessToken,
        refresh_token: tokens.refreshToken,
        actionKey: 'appkey',
        ts: Math.floor(context.clock.now() / 1_000),
      },
      app,
    ),
  })
  return readAppLogin(step, body.at('data'), app, context)
}

function csrfOf({ cookies }: Pick<BilibiliCredential, 'cookies'>): string {
  return findCookie(cookies, 'bili_jct')?.value ?? ''
}

function cannotRenew(): LoginError {
  return new LoginError('this credential has no refresh token', {
    code: 'not-renewable',
    step: 'bilibili: refresh',
    hint: { en: 'Log in again when it ends.', zh: '到期后请重新登录。' },
  })
}

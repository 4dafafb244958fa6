import type { RedemptionOutcome } from '../geetest/captchas.ts'
import type { Call } from '../http/router.ts'
import type { Code } from './codes.ts'
import { passport } from './hosts.ts'
import { type BilibiliRoute, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'

const codes: Readonly<Record<Exclude<RedemptionOutcome, 'ok'>, Code>> = {
  'wrong-proof': -105,
  'unknown-token': 2400,
  'geetest-outage': 2406,
}

/** The two names of each field: that of logins, that of risk checks. */
const fields = {
  login: { token: 'token', challenge: 'challenge', validate: 'validate', seccode: 'seccode' },
  verify: {
    token: 'recaptcha_token',
    challenge: 'gee_challenge',
    validate: 'gee_validate',
    seccode: 'gee_seccode',
  },
} as const

/** Nothing when a call brings a solved captcha of its kind; otherwise the code to refuse it with. */
export function demandCaptcha(
  { params }: Call,
  pool: keyof typeof fields,
  { captchas }: BilibiliService,
): Code | undefined {
  const field = (name: 'token' | 'challenge' | 'validate' | 'seccode') => params.get(fields[pool][name]) ?? ''
  const token = field('token')
  if (!token) return -105
  const proof = { challenge: field('challenge'), validate: field('validate'), seccode: field('seccode') }
  const outcome = captchas.redeem({ pool, token, ...proof })
  return outcome === 'ok' ? undefined : codes[outcome]
}

/**
 * The same for apps, which are only asked for a captcha where the setting says so. Then they are sent to a page that
 * carries one in its url.
 */
export function demandAppCaptcha(
  call: Call,
  service: BilibiliService,
): { readonly code: Code } | { readonly page: string } | undefined {
  if (!service.settings.appWantsCaptcha) return undefined
  if (call.params.get('recaptcha_token')) {
    const code = demandCaptcha(call, 'verify', service)
    return code === undefined ? undefined : { code }
  }
  const { token, gt, challenge } = service.captchas.issue('verify')
  const query = new URLSearchParams({ ct: 'geetest', recaptcha_token: token, gee_gt: gt, gee_challenge: challenge })
  return { page: `https://www.bilibili.com/h5/project-msg-auth/verify?${query}` }
}

/** Where clients ask for captchas. The oldest of the endpoints calls the token a key. */
export function captchaRoutes({ captchas, replies }: BilibiliService): readonly BilibiliRoute[] {
  function forLogin(): Response {
    const { token, gt, challenge } = captchas.issue('login')
    return replies.ok({ type: 'geetest', token, geetest: { challenge, gt }, tencent: { appid: '' } })
  }

  function forVerify(): Response {
    const { token, gt, challenge } = captchas.issue('verify')
    return replies.ok({ recaptcha_type: 'geetest', recaptcha_token: token, gee_challenge: challenge, gee_gt: gt })
  }

  function combine(): Response {
    const { token, gt, challenge } = captchas.issue('login')
    return replies.json({ code: 0, data: { result: { success: 1, gt, challenge, key: token }, type: 1 } })
  }

  return [
    get([passport], '/x/passport-login/captcha', forLogin),
    post([passport], '/x/safecenter/captcha/pre', forVerify),
    get([passport], '/web/captcha/combine', combine),
  ]
}

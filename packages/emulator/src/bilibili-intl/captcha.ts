import type { Call, Route } from '../http/router.ts'
import { passport } from './hosts.ts'
import { ok } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'

/** Nothing when a call brings a solved captcha; otherwise the code to refuse it with. */
export function demandCaptcha({ params }: Call, { captchas }: BilibiliIntlService): 86001 | -105 | undefined {
  const token = params.body.get('ctoken')
  if (!token) return 86001
  const field = (name: string) => params.body.get(name) ?? ''
  const proof = { challenge: field('challenge'), validate: field('validate'), seccode: field('seccode') }
  return captchas.redeem({ pool: 'login', token, ...proof }) === 'ok' ? undefined : -105
}

/** Where a client asks for the captcha that it was told to solve. */
export function captchaRoutes({ settings, captchas }: BilibiliIntlService): readonly Route[] {
  function issue(): Response {
    const { token, ...geetest } = captchas.issue('login')
    const type = settings.captchaType
    return ok({ type, token, ...(type === 'geetest' && { geetest }) })
  }
  const path = '/x/intl/passport-login/web/captcha/pre'
  return [{ method: 'POST', hosts: [passport], path, handle: issue }]
}

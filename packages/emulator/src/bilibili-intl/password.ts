import type { Call, Route } from '../http/router.ts'
import { demandCaptcha } from './captcha.ts'
import { passport } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import type { Success } from './success.ts'

const base = '/x/intl/passport-login/web'

/** Logging in with an e-mail address, which goes as it is, and a password, which goes encrypted. */
export function passwordRoutes(service: BilibiliIntlService, success: Success): readonly Route[] {
  const { settings, accounts, cipher } = service

  function login(call: Call): Response {
    if (settings.regionRefused) return refuse(10003003, call)
    const { body } = call.params
    const account = accounts.find(({ email }) => email === body.get('username'))
    const problem = account?.wantsCaptcha ? demandCaptcha(call, service) : undefined
    if (problem !== undefined) return refuse(problem, call)
    const password = cipher.open(body.get('password') ?? '')
    if (!password.ok) return refuse(-662, call)
    return account?.password === password.text ? success.answer(account.mid) : refuse(-629, call)
  }

  return [
    { method: 'GET', hosts: [passport], path: `${base}/key`, handle: () => ok(cipher.issue()) },
    { method: 'POST', hosts: [passport], path: `${base}/login/password`, handle: login },
  ]
}

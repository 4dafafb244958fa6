import type { Call } from '../http/router.ts'
import { createCipher } from '../passport/cipher.ts'
import type { BilibiliAccount } from './accounts.ts'
import { checkAppSign } from './app-sign.ts'
import { demandAppCaptcha, demandCaptcha } from './captcha.ts'
import type { Code } from './codes.ts'
import { passport, passportTv } from './hosts.ts'
import type { LogIn } from './log-in.ts'
import { type BilibiliRoute, forApps, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'

/** After so many failures in a row, an account takes no password for a while. */
const mostFailures = 5
const pauseMs = 600_000

/**
 * Logging in with a password, which goes encrypted.
 *
 * @see docs/services/bilibili.md#password
 */
export function passwordRoutes(service: BilibiliService, logIn: LogIn): readonly BilibiliRoute[] {
  const { world, settings, accounts, replies } = service
  const cipher = createCipher({ ...world, random: world.random.fork('cipher') }, settings)
  const failures = new Map<string, readonly number[]>()

  const recentFailures = (username: string) =>
    (failures.get(username) ?? []).filter((at) => world.clock.now() < at + pauseMs)

  /** Whose password it is, or the code to refuse with. The captcha comes before the password. */
  function findHolder(call: Call, demand: () => Code | undefined): BilibiliAccount | Code {
    const username = call.params.get('username')
    const encrypted = call.params.get('password')
    if (!username || !encrypted) return -653
    const password = cipher.open(encrypted)
    if (!password.ok) return password.problem === 'unreadable' ? 86000 : -662
    const problem = demand()
    if (problem !== undefined) return problem
    if (recentFailures(username).length >= mostFailures) return -625
    const account = accounts.byUsername(username)
    if (!account) return -626
    if (account.standing !== 'good') return account.standing === 'locked' ? -643 : -102
    if (account.password !== password.text) {
      failures.set(username, [...recentFailures(username), world.clock.now()])
      return -629
    }
    failures.delete(username)
    return account
  }

  function login(call: Call): Response {
    const found = findHolder(call, () => demandCaptcha(call, 'login', service))
    if (typeof found === 'number') return replies.refuse(found)
    return logIn(found, { goUrl: call.params.get('go_url'), by: 'password' })
  }

  function appLogin(call: Call): Response {
    const signed = checkAppSign(call.params)
    if (!signed.ok) return replies.refuse(signed.code)
    const demanded = demandAppCaptcha(call, service)
    if (demanded && 'page' in demanded) return replies.refuse(-105, { data: { url: demanded.page } })
    const found = findHolder(call, () => demanded?.code)
    if (typeof found === 'number') return replies.refuse(found)
    return logIn(found, { goUrl: undefined, by: 'password', appkey: signed.appkey })
  }

  return [
    get([passport], '/x/passport-login/web/key', () => replies.ok(cipher.issue())),
    get([passport], '/login', ({ params }) =>
      params.get('act') === 'getkey'
        ? replies.json(cipher.issue())
        : replies.page('<!DOCTYPE html><title>登录</title>'),
    ),
    get([passport, passportTv], '/x/passport-tv-login/key', () => replies.ok(cipher.issue())),
    post([passport], '/x/passport-login/web/login', login),
    forApps(post([passport], '/x/passport-login/oauth2/login', appLogin)),
  ]
}

import type { Call } from '../http/router.ts'
import { demandCaptcha } from './captcha.ts'
import { createCipher } from './cipher.ts'
import { passport, passportTv } from './hosts.ts'
import type { LogIn } from './log-in.ts'
import { type BilibiliRoute, get, post } from './route.ts'
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

  function login(call: Call): Response {
    const { params } = call
    const username = params.get('username')
    const encrypted = params.get('password')
    if (!username || !encrypted) return replies.refuse(-653)
    const password = cipher.open(encrypted)
    if (!password.ok) return replies.refuse(password.code)
    const problem = demandCaptcha(call, 'login', service)
    if (problem !== undefined) return replies.refuse(problem)
    if (recentFailures(username).length >= mostFailures) return replies.refuse(-625)
    const account = accounts.byUsername(username)
    if (!account) return replies.refuse(-626)
    if (account.standing !== 'good') return replies.refuse(account.standing === 'locked' ? -643 : -102)
    if (account.password !== password.text) {
      failures.set(username, [...recentFailures(username), world.clock.now()])
      return replies.refuse(-629)
    }
    failures.delete(username)
    return logIn(account, { goUrl: params.get('go_url'), by: 'password' })
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
  ]
}

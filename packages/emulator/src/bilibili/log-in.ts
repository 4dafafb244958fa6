import type { BilibiliAccount } from './accounts.ts'
import { appSession } from './app-session.ts'
import type { RiskChecks } from './risk-checks.ts'
import type { BilibiliService } from './service.ts'
import type { OpenWebSession } from './web-success.ts'

export interface LogInDetails {
  readonly by: 'password' | 'sms'
  readonly goUrl: string | undefined
  readonly isNew?: boolean
  /** Of an app, which gets tokens instead of the cookies of the web site. */
  readonly appkey?: string
}

/** Answers a login whose password or code is right: with a session, or with a risk check first. */
export type LogIn = (account: BilibiliAccount, details: LogInDetails) => Response

export function createLogIn(service: BilibiliService, openWebSession: OpenWebSession, riskChecks: RiskChecks): LogIn {
  const { replies } = service
  return (account, { by, goUrl, isNew = false, appkey }) => {
    if (account.standing === 'banned') return replies.refuse(-102)
    const check = riskChecks.announce(account)
    if (check) {
      const { url, status, message } = check
      const noSession = appkey ? { token_info: null, cookie_info: null, sso: null } : {}
      return replies.ok({ ...nothing, is_new: isNew, status: by === 'sms' ? 5 : status, message, url, ...noSession })
    }
    if (appkey) {
      const session = appSession(service, account.mid, appkey)
      return replies.ok({ ...nothing, is_new: isNew, is_tourist: false, url: '', ...session })
    }
    const { url, refreshToken, timestamp, cookies } = openWebSession(account.mid, goUrl)
    const hint = by === 'sms' ? '登录成功' : ''
    return replies.ok({ ...nothing, is_new: isNew, url, refresh_token: refreshToken, timestamp, hint }, cookies)
  }
}

const nothing = { status: 0, message: '', refresh_token: '', timestamp: 0, hint: '', in_reg_audit: 0 }

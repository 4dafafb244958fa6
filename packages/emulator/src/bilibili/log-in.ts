import type { BilibiliAccount } from './accounts.ts'
import type { RiskChecks } from './risk-checks.ts'
import type { BilibiliService } from './service.ts'
import type { OpenWebSession } from './web-success.ts'

export interface LogInDetails {
  readonly by: 'password' | 'sms'
  readonly goUrl: string | undefined
  readonly isNew?: boolean
}

/** Answers a login whose password or code is right: with a session, or with a risk check first. */
export type LogIn = (account: BilibiliAccount, details: LogInDetails) => Response

export function createLogIn(
  { replies }: BilibiliService,
  openWebSession: OpenWebSession,
  riskChecks: RiskChecks,
): LogIn {
  return (account, { by, goUrl, isNew = false }) => {
    if (account.standing === 'banned') return replies.refuse(-102)
    const check = riskChecks.announce(account)
    if (check) {
      const { url, status, message } = check
      return replies.ok({ ...nothing, is_new: isNew, status: by === 'sms' ? 5 : status, message, url })
    }
    const { url, refreshToken, timestamp, cookies } = openWebSession(account.mid, goUrl)
    const hint = by === 'sms' ? '登录成功' : ''
    return replies.ok({ ...nothing, is_new: isNew, url, refresh_token: refreshToken, timestamp, hint }, cookies)
  }
}

const nothing = { status: 0, message: '', refresh_token: '', timestamp: 0, hint: '', in_reg_audit: 0 }

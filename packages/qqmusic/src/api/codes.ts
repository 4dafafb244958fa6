import type { Localized, RefusalReason } from '@denglu/core'

/** What is known about one of the service's numbers. */
export interface Meaning {
  readonly says: string
  readonly reason: RefusalReason
  readonly hint?: Localized
  /** The service wants something else than it used to: this is for us to repair, not for the person. */
  readonly changed?: boolean
}

const later: Localized = { en: 'Wait a few minutes and try again.', zh: '请等待几分钟后重试。' }
const minute: Localized = { en: 'Wait 60 seconds before asking for another code.', zh: '请等待 60 秒后再获取验证码。' }
const update: Localized = { en: 'The service may have changed: update Denglu.', zh: '服务可能已变更，请升级 Denglu。' }
const useApp: Localized = {
  en: 'Open the QQ Music app and follow what it says there.',
  zh: '请打开 QQ 音乐 App 并按提示操作。',
}
const slowDown: Localized = {
  en: 'Wait some minutes, or try from another network.',
  zh: '请等待几分钟，或更换网络后再试。',
}
const verify: Localized = {
  en: 'Log in once in the official app, or scan with it instead.',
  zh: '请先在官方 App 中登录一次，或改用 App 扫码登录。',
}
const changed = { reason: 'unknown', hint: update, changed: true } as const

/**
 * The numbers that have a name. A number that is not here stays unknown.
 *
 * @see docs/services/qqmusic.md#codes
 */
export const meanings: Readonly<Record<number, Meaning>> = {
  2000: { says: 'the request must be signed', ...changed },
  2001: { says: 'risk control refused the request', reason: 'risk-control', hint: slowDown },
  10004: { says: 'a key or the signature was refused', ...changed },
  10006: { says: 'a parameter has the wrong type', ...changed },
  20254: { says: 'a security check is asked for', reason: 'risk-control', hint: verify },
  20261: { says: 'a parameter of the login is wrong', ...changed },
  20271: {
    says: 'the code is wrong, or was used already',
    reason: 'wrong-credentials',
    hint: { en: 'Type the newest code, zeros included.', zh: '请输入最新收到的验证码（含开头的 0）。' },
  },
  20272: { says: 'the binding of the account is in disorder', reason: 'account-restricted', hint: useApp },
  20274: {
    says: 'the account must be bound or verified first, or has too many devices',
    reason: 'account-restricted',
    hint: {
      en: 'Check the account and its devices in the QQ Music app, or scan a code instead.',
      zh: '请在 QQ 音乐 App 中检查账号绑定与登录设备，或改用扫码登录。',
    },
  },
  20276: { says: 'a captcha is asked for', reason: 'risk-control', hint: verify },
  20277: { says: 'the account is restricted', reason: 'account-restricted', hint: useApp },
  20278: { says: 'the account is restricted', reason: 'account-restricted', hint: useApp },
  20279: {
    says: 'too many devices are logged in',
    reason: 'device-limit',
    hint: {
      en: 'Remove devices in the QQ Music app, and keep using one device value.',
      zh: '请在 QQ 音乐 App 中移除部分设备，并固定使用同一设备信息。',
    },
  },
  20450: { says: 'the account is banned', reason: 'account-restricted', hint: useApp },
  40000: { says: 'the method is unknown or its parameters are illegal', ...changed },
  80030: { says: 'a required parameter is missing', ...changed },
  100001: { says: 'codes are asked for too often', reason: 'rate-limited', hint: minute },
  103901: { says: 'the number of parameters is wrong', ...changed },
  104604: { says: 'logins are tried too often', reason: 'rate-limited', hint: later },
  500001: { says: 'the call failed at the service or is not permitted', reason: 'unknown', hint: later },
  500003: { says: 'the module is not there any more', ...changed },
}

/** The session, or the ticket of a login, is at its end. */
export const ended: readonly number[] = [1000, 104400, 104401]

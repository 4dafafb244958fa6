import type { Localized, RefusalReason } from '@denglu/core'

/** The numbers that steer a login. */
export const codes = {
  ok: 0,
  notLoggedIn: -101,
  captchaWrong: -105,
  saltTooOld: -662,
  captchaNeeded: 86001,
  smsCodeWrong: 86202,
  smsCodeExpired: 86205,
} as const

/** What is known about one of the service's numbers. */
export interface Meaning {
  readonly says: string
  readonly reason: RefusalReason
  readonly hint?: Localized
  /** The same call may succeed when it is made again. */
  readonly retryable?: boolean
}

const later: Localized = { en: 'Wait a few minutes and try again.', zh: '请等待几分钟后重试。' }
const again: Localized = { en: 'Try again.', zh: '请重试。' }
const newLogin: Localized = { en: 'Log in again.', zh: '请重新登录。' }
const newCode: Localized = { en: 'Ask for a new code.', zh: '请重新获取验证码。' }
const checkCode: Localized = {
  en: 'Type the newest code, zeros included.',
  zh: '请输入最新收到的验证码（含开头的 0）。',
}
const useQr: Localized = { en: 'Scan a QR code instead.', zh: '请改用扫码登录。' }
const checkAccount: Localized = { en: 'Check the e-mail address and the password.', zh: '请检查邮箱与密码。' }
const checkNumber: Localized = {
  en: 'Check the phone number and its dialing code.',
  zh: '请检查手机号与国际区号。',
}
const otherNetwork: Localized = {
  en: 'bilibili.tv serves South-East Asia, and judges by the network you come from. Try from another network.',
  zh: 'bilibili.tv 面向东南亚地区，并按网络所在地判断。请更换网络后再试。',
}
const blocked: Localized = {
  en: 'Wait some minutes, or try from another network.',
  zh: '请等待几分钟，或更换网络后再试。',
}

/**
 * The numbers that have a name, for all calls. A number that is not here stays unknown, and one whose name alone is
 * known is not given a reason.
 *
 * @see docs/services/bilibili-intl.md#codes
 */
export const meanings: Readonly<Record<number, Meaning>> = {
  [-101]: { says: 'not logged in', reason: 'unknown', hint: newLogin },
  [-105]: { says: 'the captcha was not accepted', reason: 'risk-control', hint: again },
  [-111]: { says: 'the csrf token is missing or wrong', reason: 'unknown', hint: newLogin },
  [-403]: { says: 'no permission', reason: 'unknown' },
  [-404]: { says: 'nothing is there', reason: 'unknown' },
  // What the edge refuses by status alone.
  403: { says: 'the request was blocked', reason: 'risk-control', hint: blocked, retryable: true },
  412: { says: 'the request was blocked', reason: 'risk-control', hint: blocked, retryable: true },

  // Login
  [-626]: { says: 'there is no such user', reason: 'wrong-credentials', hint: checkAccount },
  [-629]: { says: 'the account or the password is wrong', reason: 'wrong-credentials', hint: checkAccount },
  [-662]: { says: 'the password took too long to arrive', reason: 'unknown', hint: again },
  86000: { says: 'what was encrypted could not be read', reason: 'unknown', hint: again },
  86001: { says: 'a captcha is wanted', reason: 'risk-control', hint: useQr },
  86071: { says: 'the phone number is limited', reason: 'account-restricted', hint: useQr },
  10003003: { says: 'not available from this network region', reason: 'risk-control', hint: otherNetwork },

  // Text messages
  66031: { says: 'the phone number is malformed', reason: 'wrong-credentials', hint: checkNumber },
  86003: { says: 'the dialing code is missing', reason: 'wrong-credentials', hint: checkNumber },
  86004: { says: 'the phone number is missing', reason: 'wrong-credentials', hint: checkNumber },
  86005: { says: 'the phone number is malformed', reason: 'wrong-credentials', hint: checkNumber },
  86015: { says: 'the phone number is banned', reason: 'account-restricted', hint: useQr },
  86200: { says: 'codes are asked for too fast', reason: 'rate-limited', hint: later },
  86202: { says: 'the code is wrong', reason: 'wrong-credentials', hint: checkCode },
  86203: { says: 'no more codes for this number', reason: 'rate-limited', hint: useQr },
  86204: { says: 'too many codes were asked for', reason: 'rate-limited', hint: useQr },
  86205: { says: 'the code is no longer valid', reason: 'wrong-credentials', hint: newCode },
  86206: { says: 'the country differs from the one the code went to', reason: 'wrong-credentials', hint: checkNumber },
  86207: { says: 'the number differs from the one the code went to', reason: 'wrong-credentials', hint: checkNumber },
  86208: { says: 'the service does not send a code here', reason: 'risk-control', hint: useQr },

  // E-mail codes, for registering and for a new password
  86150: { says: 'the e-mail code must be asked for again', reason: 'wrong-credentials', hint: newCode },
  86250: { says: 'the e-mail could not be sent', reason: 'unknown', hint: later },
  86251: { says: 'the e-mail was not accepted for sending', reason: 'unknown' },
  86252: { says: 'an e-mail was sent a moment ago', reason: 'rate-limited', hint: later },
  86253: { says: 'too many e-mails to this address', reason: 'rate-limited', hint: later },
  86254: { says: 'too many e-mails asked for from this network', reason: 'rate-limited', hint: later },
  86255: { says: 'the e-mail code is no longer valid', reason: 'wrong-credentials', hint: newCode },
  86256: { says: 'the address differs from the one the code went to', reason: 'wrong-credentials' },
  86257: { says: 'the e-mail code is wrong', reason: 'wrong-credentials', hint: checkCode },
  86258: { says: 'the e-mail address is malformed', reason: 'wrong-credentials' },
  86259: { says: 'the e-mail address is already in use', reason: 'wrong-credentials' },
  86306: { says: 'the password does not meet the rules', reason: 'wrong-credentials' },

  // QR codes; the poll knows what to do with these
  10018100: { says: 'the QR code has expired', reason: 'unknown' },
  10018101: { says: 'the QR code has not been scanned', reason: 'unknown' },
  10018102: { says: 'the QR code has been scanned, but not confirmed', reason: 'unknown' },

  // Videos, comments, uploads. None of these says anything about a credential.
  22001: { says: 'nobody can follow themselves', reason: 'unknown' },
  10004001: { says: 'the video is not available in this region', reason: 'unknown' },
  10004002: { says: 'the video is not available', reason: 'unknown' },
  10004003: { says: 'the episode is not available', reason: 'unknown' },
  10004004: { says: 'the video is for Premium members', reason: 'unknown' },
  10004005: { says: 'the video wants a login', reason: 'unknown' },
  10004051: { says: 'the cover was not accepted', reason: 'unknown' },
  10004307: { says: 'the title was not accepted', reason: 'unknown' },
  10010010: { says: 'there is no room for comments', reason: 'unknown' },
  10023006: { says: 'a device cookie is wanted', reason: 'unknown' },
  10023007: { says: 'the comment could not be sent', reason: 'unknown' },
  10023008: { says: 'comments are closed', reason: 'unknown' },
}

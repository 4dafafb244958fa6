import type { Localized, RefusalReason } from '@denglu/core'

/** What is known about one of the service's numbers. */
export interface Meaning {
  readonly says: string
  readonly reason: RefusalReason
  readonly hint?: Localized
  /** The same call may succeed a little later. */
  readonly retryable?: boolean
  /** The credential is at its end: only a new login helps. */
  readonly rejected?: boolean
}

const later: Localized = { en: 'Wait a few minutes and try again.', zh: '请等待几分钟后重试。' }
const minute: Localized = { en: 'Wait 60 seconds before asking for another code.', zh: '请等待 60 秒后再获取验证码。' }
const tomorrow: Localized = {
  en: 'No more codes today for this number. Try tomorrow, or scan a QR code instead.',
  zh: '该号码今日获取验证码次数已达上限，请明天再试，或改用扫码登录。',
}
const useQr: Localized = {
  en: 'Scan a QR code instead, or wait ten minutes.',
  zh: '请改用扫码登录，或等待十分钟后再试。',
}
const useApp: Localized = {
  en: 'Open the Bilibili app and follow what it says there, or scan a QR code instead.',
  zh: '请打开哔哩哔哩 App 按提示操作，或改用扫码登录。',
}
const otherNetwork: Localized = {
  en: 'Wait some minutes, or try from another network. Scanning a QR code is refused least.',
  zh: '请等待几分钟，或更换网络后再试。扫码登录最不容易被拦截。',
}
const solveAgain: Localized = {
  en: 'Solve a new captcha. If that is refused too, wait some minutes or scan a QR code instead.',
  zh: '请重新完成人机验证；若仍失败，请等待几分钟或改用扫码登录。',
}
const notByPassword: Localized = {
  en: 'Log in with a code by text message, or scan a QR code instead.',
  zh: '请改用短信验证码或扫码登录。',
}
const update: Localized = { en: 'The service may have changed: update Denglu.', zh: '服务可能已变更，请升级 Denglu。' }
const checkNumber: Localized = { en: 'Check the phone number and the country.', zh: '请检查手机号与国家/地区代码。' }
const newLogin: Localized = { en: 'Log in again.', zh: '请重新登录。' }

/**
 * The numbers that have a name, for all calls. A number that is not here stays unknown.
 *
 * @see docs/services/bilibili.md#codes
 */
export const meanings: Readonly<Record<number, Meaning>> = {
  [-1]: { says: 'the app is unknown or banned', reason: 'unknown', hint: update },
  [-2]: { says: 'the access key is wrong', reason: 'unknown', hint: newLogin, rejected: true },
  [-3]: { says: 'the signature is wrong', reason: 'unknown', hint: update },
  [-4]: { says: 'the app may not make this call', reason: 'unknown', hint: update },
  [-101]: { says: 'the session is no longer valid', reason: 'unknown', hint: newLogin, rejected: true },
  [-102]: {
    says: 'the account is banned',
    reason: 'account-restricted',
    hint: { en: 'Ask Bilibili support about the account.', zh: '请联系哔哩哔哩客服了解账号情况。' },
  },
  [-105]: { says: 'the captcha was not accepted', reason: 'risk-control', hint: solveAgain },
  [-106]: { says: 'not a full member', reason: 'account-restricted', hint: useApp },
  [-108]: { says: 'no phone number is bound', reason: 'account-restricted', hint: useApp },
  [-110]: { says: 'no phone number is bound', reason: 'account-restricted', hint: useApp },
  [-111]: { says: 'the csrf token is wrong', reason: 'unknown', hint: newLogin },
  [-112]: { says: 'the service is being upgraded', reason: 'unknown', hint: later, retryable: true },
  [-113]: { says: 'the account has no verified name', reason: 'account-restricted', hint: useApp },
  [-114]: { says: 'a phone number must be bound first', reason: 'account-restricted', hint: useApp },
  [-115]: { says: 'the name must be verified first', reason: 'account-restricted', hint: useApp },
  [-304]: { says: 'nothing has changed', reason: 'unknown' },
  [-307]: { says: 'the call has moved', reason: 'unknown', hint: update },
  [-352]: { says: 'risk control rejected the request', reason: 'risk-control', hint: otherNetwork },
  [-400]: { says: 'a parameter is missing or malformed', reason: 'unknown', hint: update },
  [-401]: { says: 'not authenticated', reason: 'unknown', hint: newLogin },
  [-403]: { says: 'no permission', reason: 'unknown' },
  [-404]: { says: 'nothing is there', reason: 'unknown', hint: update },
  [-405]: { says: 'the method is not allowed', reason: 'unknown', hint: update },
  [-409]: { says: 'a conflict', reason: 'unknown', hint: later },
  [-412]: { says: 'risk control blocked the request', reason: 'risk-control', hint: otherNetwork },
  [-500]: { says: 'a server error', reason: 'unknown', hint: later, retryable: true },
  [-503]: { says: 'the service is overloaded', reason: 'unknown', hint: later, retryable: true },
  [-504]: { says: 'the service timed out', reason: 'unknown', hint: later, retryable: true },
  [-509]: { says: 'over the limit', reason: 'rate-limited', hint: later, retryable: true },
  [-616]: { says: 'the upload is missing', reason: 'unknown' },
  [-617]: { says: 'the upload is too large', reason: 'unknown' },
  [-625]: { says: 'too many failed logins', reason: 'rate-limited', hint: useQr },
  [-626]: {
    says: 'there is no such user',
    reason: 'wrong-credentials',
    hint: { en: 'Check the account name.', zh: '请检查账号。' },
  },
  [-628]: {
    says: 'the password is too weak',
    reason: 'wrong-credentials',
    hint: { en: 'Change the password in the Bilibili app.', zh: '请在哔哩哔哩 App 中修改密码。' },
  },
  [-629]: {
    says: 'the account or the password is wrong',
    reason: 'wrong-credentials',
    hint: { en: 'Check both; too many attempts lock the account.', zh: '请检查账号与密码；多次失败会被锁定。' },
  },
  [-643]: { says: 'the account is locked', reason: 'account-restricted', hint: useApp },
  [-653]: {
    says: 'the user name or the password is empty',
    reason: 'wrong-credentials',
    hint: { en: 'Enter both.', zh: '请输入账号与密码。' },
  },
  [-658]: { says: 'the token has expired', reason: 'unknown', hint: newLogin, rejected: true },
  [-662]: {
    says: 'the password took too long to arrive, twice',
    reason: 'unknown',
    hint: { en: 'The connection is slow. Try again.', zh: '网络较慢，请重试。' },
  },
  [-663]: { says: 'the token belongs to another app', reason: 'unknown', hint: newLogin, rejected: true },
  [-688]: { says: 'not available in this region', reason: 'unknown' },
  [-689]: { says: 'not available for copyright reasons', reason: 'unknown' },
  [-799]: { says: 'too many requests', reason: 'rate-limited', hint: later, retryable: true },
  [-2001]: { says: 'a required parameter is missing', reason: 'unknown', hint: update },
  [-2100]: { says: 'the phone or e-mail must be verified', reason: 'account-restricted', hint: useApp },
  1002: { says: 'the phone number is malformed', reason: 'wrong-credentials', hint: checkNumber },
  1003: { says: 'a code was sent a moment ago', reason: 'rate-limited', hint: minute },
  1006: {
    says: 'the code is wrong',
    reason: 'wrong-credentials',
    hint: { en: 'Type the newest code, zeros included.', zh: '请输入最新收到的验证码（含开头的 0）。' },
  },
  1007: {
    says: 'the code has expired',
    reason: 'wrong-credentials',
    hint: { en: 'Ask for a new code.', zh: '请重新获取验证码。' },
  },
  1025: {
    says: 'the phone number belongs to a banned account',
    reason: 'account-restricted',
    hint: { en: 'Ask Bilibili support about the account.', zh: '请联系哔哩哔哩客服了解账号情况。' },
  },
  2202: { says: 'the csrf token is wrong', reason: 'unknown', hint: newLogin },
  2400: { says: 'the captcha was used before or is unknown', reason: 'risk-control', hint: solveAgain },
  2406: { says: 'the captcha service failed', reason: 'risk-control', hint: solveAgain },
  20000: { says: 'this version is no longer supported', reason: 'unknown', hint: update },
  66031: { says: 'the phone number is malformed', reason: 'wrong-credentials', hint: checkNumber },
  86000: { says: 'the password could not be decrypted', reason: 'unknown', hint: update },
  86036: { says: 'the account behaves unusually', reason: 'account-restricted', hint: useApp },
  86041: { says: 'this device has had too many attempts', reason: 'device-limit', hint: useQr },
  86046: {
    says: 'only mainland China numbers are served',
    reason: 'wrong-credentials',
    hint: { en: 'Use a mainland China number, or scan a QR code.', zh: '请使用中国大陆手机号，或改用扫码登录。' },
  },
  86048: { says: 'too many wrong passwords', reason: 'rate-limited', hint: useQr },
  86095: {
    says: 'the refresh token does not belong to this session',
    reason: 'unknown',
    hint: newLogin,
    rejected: true,
  },
  86103: { says: 'risk control wants this done in the app', reason: 'risk-control', hint: useApp },
  86200: { says: 'codes are asked for too fast', reason: 'rate-limited', hint: minute },
  86202: {
    says: 'the code is wrong',
    reason: 'wrong-credentials',
    hint: { en: 'Type the newest code, zeros included.', zh: '请输入最新收到的验证码（含开头的 0）。' },
  },
  86203: { says: 'no more codes for this number', reason: 'rate-limited', hint: tomorrow },
  86205: {
    says: 'the code is no longer valid',
    reason: 'wrong-credentials',
    hint: { en: 'Ask for a new code.', zh: '请重新获取验证码。' },
  },
  86206: { says: 'the country differs from the one the code went to', reason: 'wrong-credentials', hint: checkNumber },
  86207: { says: 'the number differs from the one the code went to', reason: 'wrong-credentials', hint: checkNumber },
  // The site's page offers a code by text message after these; what each means is not known.
  86667: { says: 'the site takes no password here', reason: 'risk-control', hint: notByPassword },
  86669: { says: 'the site takes no password here', reason: 'risk-control', hint: notByPassword },
  86670: { says: 'the site takes no password here', reason: 'risk-control', hint: notByPassword },
  100000: { says: 'no captcha could be issued', reason: 'risk-control', hint: solveAgain },
  100003: { says: 'the captcha has expired', reason: 'risk-control', hint: solveAgain },
}

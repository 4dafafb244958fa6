/**
 * How the service behaves where it has been seen to behave in more than one way, or where nobody knows. May be changed
 * at any time; what is already issued keeps its lifetime.
 */
export interface BilibiliIntlSettings {
  /**
   * Where a login that was confirmed finds its cookies.
   *
   * - `set-cookie`: in `Set-Cookie` of the very answer.
   * - `go-url`: along the `go_url` of the answer, and nowhere else.
   * - `sso-list`: along the addresses of the SSO list, for whoever holds the cookie of the answer.
   * - `no-session`: nowhere. The service says "confirmed" and gives nothing.
   *
   * @default 'set-cookie'
   */
  success: 'set-cookie' | 'go-url' | 'sso-list' | 'no-session'
  /**
   * What a TV finds in the body of the answer.
   *
   * @default 'tokens-and-cookies'
   */
  tvSuccess: 'tokens-and-cookies' | 'tokens-only' | 'nothing'
  /**
   * What a code that was cancelled on the phone goes back to; nobody has seen it.
   *
   * - `waiting`: it can be scanned again.
   * - `expired`: it is over.
   *
   * @default 'waiting'
   */
  decline: 'waiting' | 'expired'
  /**
   * What a visitor without a session is told: that nobody is logged in, or a refusal with -101.
   *
   * @default 'is-login-false'
   */
  anonymous: 'is-login-false' | 'refusal'
  /** Whether logins and text messages are refused for the region the caller comes from. @default false */
  regionRefused: boolean
  /** What kind of captcha there is; the official page itself shows no other than those of GeeTest. @default 'geetest' */
  captchaType: 'geetest' | 'img'
  /** Whether a text message wants a captcha first. @default true */
  smsWantsCaptcha: boolean
  /** What every text message says. @default '123456' */
  smsCode: string
  /** @default 300_000 */
  smsCodeLivesMs: number
  /** Where the text of a QR code leads. @default 'https://www.bilibili.tv' */
  qrOrigin: string
  /** @default 180_000 */
  qrLivesMs: number
  /** Of the salt that goes before a password. @default 60_000 */
  saltLivesMs: number
  /** Of web sessions and of access tokens alike. @default 180 days */
  sessionLivesMs: number
}

export const defaultSettings: BilibiliIntlSettings = {
  success: 'set-cookie',
  tvSuccess: 'tokens-and-cookies',
  decline: 'waiting',
  anonymous: 'is-login-false',
  regionRefused: false,
  captchaType: 'geetest',
  smsWantsCaptcha: true,
  smsCode: '123456',
  smsCodeLivesMs: 300_000,
  qrOrigin: 'https://www.bilibili.tv',
  qrLivesMs: 180_000,
  saltLivesMs: 60_000,
  sessionLivesMs: 180 * 86_400_000,
}

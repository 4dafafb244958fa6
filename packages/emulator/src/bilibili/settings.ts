/**
 * How the service behaves where it has been seen to behave in more than one way. May be changed at any time; what is
 * already issued keeps its lifetime.
 */
export interface BilibiliSettings {
  /**
   * Where a web QR login finds its cookies.
   *
   * - `ticket-url`: in `Set-Cookie` of the successful poll, and again along its url, which carries a ticket (since 2026-08).
   * - `cookies-in-url`: in `Set-Cookie`, and in the query of the url (until 2026-07).
   * - `redirect-chain`: only along the url, over three redirects.
   * - `no-session`: nowhere. The service says "confirmed" and gives nothing.
   *
   * @default 'ticket-url'
   */
  webSuccess: 'ticket-url' | 'cookies-in-url' | 'redirect-chain' | 'no-session'
  /**
   * What a successful TV poll holds.
   *
   * @default 'tokens-and-cookies'
   */
  tvSuccess: 'tokens-and-cookies' | 'no-session'
  /**
   * What a TV poll says of a code nobody has scanned: most keys see 86039, some sources report 86101.
   *
   * @default 86039
   */
  tvUnscannedCode: 86039 | 86101
  /**
   * What the polls say once the human has declined. No code for it is known: the emulator's own choice.
   *
   * - `stays-scanned`: 86090 (or 86039), as if nothing had happened, until the code expires.
   * - `expires-at-once`: 86038.
   *
   * @default 'stays-scanned'
   */
  decline: 'stays-scanned' | 'expires-at-once'
  /**
   * Whether requests without a `User-Agent`, or with `curl` or `python` in it, meet HTTP 412.
   *
   * @default true
   */
  userAgentGate: boolean
  /** @default 180_000 */
  qrLivesMs: number
  /** Of web sessions and of access tokens alike. @default 180 days */
  sessionLivesMs: number
  /** From which age on the service advises to refresh a session. @default 30 days */
  refreshAdvisedAfterMs: number
  /**
   * Whose key correspond paths must be made with: the emulator's own (`correspondPublicKey`), or any, because a client
   * that uses the site's key cannot be read here.
   *
   * @default 'any'
   */
  correspondKey: 'any' | 'own'
  /** How long the salt of a password is good, and then only once. @default 20_000 */
  saltLivesMs: number
  /** Whether a text message is refused with 86103 to a client without a `buvid3` cookie. @default true */
  smsNeedsBuvid3: boolean
  /** Whether apps must solve a captcha for a password or a text message. @default false */
  appWantsCaptcha: boolean
  /** Between two messages to one number for one purpose. @default 60_000 */
  smsCoolDownMs: number
  /** How many messages a number gets in 24 hours for one purpose. @default 10 */
  smsPerDay: number
  /** @default 300_000 */
  smsCodeLivesMs: number
  /** From the login that is checked to the last moment at which the check can be passed. @default 600_000 */
  riskCheckLivesMs: number
}

export const defaultSettings: BilibiliSettings = {
  webSuccess: 'ticket-url',
  tvSuccess: 'tokens-and-cookies',
  tvUnscannedCode: 86039,
  decline: 'stays-scanned',
  userAgentGate: true,
  qrLivesMs: 180_000,
  sessionLivesMs: 180 * 86_400_000,
  refreshAdvisedAfterMs: 30 * 86_400_000,
  correspondKey: 'any',
  saltLivesMs: 20_000,
  smsNeedsBuvid3: true,
  appWantsCaptcha: false,
  smsCoolDownMs: 60_000,
  smsPerDay: 10,
  smsCodeLivesMs: 300_000,
  riskCheckLivesMs: 600_000,
}

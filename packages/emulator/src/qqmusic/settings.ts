/** How the service behaves where it has more than one way, or where nobody has seen it. May be changed at any time. */
export interface QQMusicSettings {
  /** Of the codes for QQ and WeChat. @default 180_000 */
  qrLivesMs: number
  /** Of the codes for the QQ Music app, told as `expiresIn`. @default 900_000 */
  mobileQrLivesMs: number
  /** How long a poll of WeChat's is held back while nothing happens. @default 25_000 */
  longPollMs: number
  /** Of a music key. @default 3 days */
  keyLivesMs: number
  /** Of an OAuth access token: nothing to do with the key. @default 60 days */
  accessTokenLivesMs: number
  /**
   * What happens to a key, and to what it is refreshed with, after a refresh. Nobody has documented it.
   *
   * - `until-first-use`: it works until the new key is used for the first time.
   * - `at-once`: it is void.
   * - `never`: it works until its own end.
   *
   * @default 'until-first-use'
   */
  oldKeyEnds: 'until-first-use' | 'at-once' | 'never'
  /**
   * What `check_sig` does with a good signature: lets in, or sends `p_skey_forbid` as risk control does.
   *
   * @default 'ok'
   */
  checkSig: 'ok' | 'forbid'
  /** Whether QQ Connect still grants `get_app_friends`. @default true */
  grantsFriends: boolean
  /** Whether a number must pass a page before its first text message. @default false */
  smsWantsCaptcha: boolean
  /** Between two text messages to one number. @default 60_000 */
  smsEveryMs: number
  /** How often a broker sends its client on before one lets it in. @default 1 */
  redirects: number
  /** Reason of these redirects: 0x9D server moved, 0x9C use another server. @default 0x9d */
  redirectReason: 0x9c | 0x9d
  /** Quality of service of the events. @default 0 */
  eventQos: 0 | 1
}

const dayMs = 86_400_000

export const defaultSettings: QQMusicSettings = {
  qrLivesMs: 180_000,
  mobileQrLivesMs: 900_000,
  longPollMs: 25_000,
  keyLivesMs: 3 * dayMs,
  accessTokenLivesMs: 60 * dayMs,
  oldKeyEnds: 'until-first-use',
  checkSig: 'ok',
  grantsFriends: true,
  smsWantsCaptcha: false,
  smsEveryMs: 60_000,
  redirects: 1,
  redirectReason: 0x9d,
  eventQos: 0,
}

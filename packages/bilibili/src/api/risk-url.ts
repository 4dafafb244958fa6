/** The kinds of risk check, by the names that the service gives them. */
export const riskScenes = ['loginTelCheck', 'secLogin', 'deviceVerify'] as const
export type RiskScene = (typeof riskScenes)[number]

/** A risk check as the service announces it: by the url of its page. */
export interface RiskUrl {
  readonly href: string
  /** Stands for this login attempt; lives some minutes, and is used up when the code is taken. */
  readonly tmpToken: string
  readonly requestId?: string
  readonly source: string
  readonly scene: RiskScene
}

/**
 * Reads the url that asks for a check. The url decides, not the status number beside it: the numbers have changed
 * their meaning over the years. Nothing when it is no check that can be gone through here.
 *
 * @see docs/services/bilibili.md#risk-check
 */
export function readRiskUrl(text: string): RiskUrl | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.origin !== 'https://passport.bilibili.com') return undefined
  const { searchParams: query, href } = url
  const tmpToken = query.get('tmp_token') || query.get('tmp_code')
  const requestId = query.get('request_id') || query.get('requestId') // The older spelling, until 2022.
  // Without a request id, the phone check could not be completed: that is how the other scene was first told apart.
  const named = query.get('scene') || (requestId ? 'loginTelCheck' : 'secLogin')
  const scene = riskScenes.find((known) => known === named)
  if (!tmpToken || !scene) return undefined
  return { href, tmpToken, ...(requestId && { requestId }), source: query.get('source') || 'risk', scene }
}

/** What can go wrong with puzzles. May be changed at any time. */
export interface GeetestSettings {
  /**
   * Whether the first attempt at every challenge ends in an error of the puzzle's own, which `onError` reports.
   *
   * @default false
   */
  firstAttemptFails: boolean
  /**
   * Whether GeeTest is out of order: no puzzle starts, and no proof can be looked up.
   *
   * @default false
   */
  outage: boolean
  /** From issuing a challenge to the last moment at which its proof is accepted. @default 600_000 */
  challengeLivesMs: number
  /** From solving a puzzle to the last moment at which the proof is accepted. @default 120_000 */
  proofLivesMs: number
}

export const defaultSettings: GeetestSettings = {
  firstAttemptFails: false,
  outage: false,
  challengeLivesMs: 600_000,
  proofLivesMs: 120_000,
}

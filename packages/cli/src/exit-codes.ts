/** How the command ends. Scripts rely on these numbers. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  'not-logged-in': 3,
  declined: 4,
  expired: 5,
  'person-needed': 6,
  'rate-limited': 7,
  network: 8,
  store: 9,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitName = keyof typeof exitCodes

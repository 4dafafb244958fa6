import type { ExitName } from '../exit-codes.ts'
import type { FindingLine } from '../report.ts'

/** One thing that was looked at. */
export interface Finding extends FindingLine {
  /** How the command ends because of it. */
  readonly exit?: ExitName
}

export function fine(check: FindingLine['check'], subject: string, message: string): Finding {
  return { check, subject, state: 'ok', message }
}

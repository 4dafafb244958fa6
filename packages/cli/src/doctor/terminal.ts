import { terminalSize } from '@denglu/qr'
import type { Cli } from '../cli.ts'
import { type Finding, fine } from './finding.ts'

/** As long as the longest code that is drawn: that of Bilibili's web site. */
const longestCode = 'x'.repeat(131)

/** Whether codes can be shown here. */
export async function lookAtTerminal({ io, texts }: Cli): Promise<Finding> {
  const { terminal, noTerminal, terminalIs, tooSmall, enlarge } = texts.doctor
  const { stderr, env } = io
  if (!stderr.isTTY) return fine('terminal', terminal, noTerminal)
  const { columns, rows } = stderr
  const is = terminalIs(env.TERM ?? '', columns, rows, stderr.getColorDepth())
  const needed = await terminalSize({ kind: 'text', text: longestCode }, { quietZone: 2 })
  // Below the code is the line that counts down.
  if (needed.columns <= columns && needed.rows < rows) return fine('terminal', terminal, is)
  const message = `${is}; ${tooSmall(needed.columns, needed.rows + 1)}`
  return { check: 'terminal', subject: terminal, state: 'warning', message, hint: enlarge }
}

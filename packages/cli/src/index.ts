export { type ExitName, exitCodes } from './exit-codes.ts'
export type { AccountLine, AccountState, ErrorLine, LoginLine, LoginOutcome, Problem } from './report.ts'

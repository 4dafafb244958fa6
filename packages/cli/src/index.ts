export { type ExitName, exitCodes } from './exit-codes.ts'
export type { FormatLine } from './formats.ts'
export type {
  AccountLine,
  AccountState,
  ErrorLine,
  FindingLine,
  ImportOutcome,
  KeepLine,
  LoginLine,
  LoginOutcome,
  Problem,
} from './report.ts'

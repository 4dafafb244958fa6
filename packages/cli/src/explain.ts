import { type Localized, LoginError, type LoginErrorCode, type RefusalReason, ServiceRefusedError } from '@denglu/core'
import type { ExitName } from './exit-codes.ts'
import { Interrupted, NotLoggedIn, TimedOut, UsageError } from './outcomes.ts'
import type { Problem } from './report.ts'
import type { Language, Texts } from './texts/texts.ts'

const exitOfCode: Readonly<Record<LoginErrorCode, ExitName>> = {
  'network-failed': 'network',
  'response-unexpected': 'failed',
  'service-refused': 'failed',
  'challenge-unhandled': 'person-needed',
  'login-expired': 'expired',
  'login-declined': 'declined',
  'credential-rejected': 'not-logged-in',
  // It still works, and there was nothing to be done.
  'not-renewable': 'ok',
  'input-invalid': 'usage',
  'store-unavailable': 'store',
}

const exitOfReason: Readonly<Record<RefusalReason, ExitName>> = {
  'wrong-credentials': 'failed',
  'rate-limited': 'rate-limited',
  'risk-control': 'person-needed',
  'account-restricted': 'failed',
  'device-limit': 'failed',
  unknown: 'failed',
}

/** An error for people: what happened, in detail for those who ask, what to do about it, and how the command ends. */
export interface Explanation {
  readonly exit: ExitName
  readonly sentence: string
  /** The error's own words, in English. */
  readonly detail?: string
  readonly advice?: string
  /** The same for programs. */
  readonly problem: Problem
}

/** Turns whatever was thrown into words. */
export function explain(error: unknown, texts: Texts, language: Language): Explanation {
  if (error instanceof Interrupted) {
    return {
      exit: error.exit,
      sentence: texts.interrupted,
      problem: { code: 'interrupted', message: error.message },
    }
  }
  if (error instanceof TimedOut) {
    return { exit: 'expired', sentence: error.message, problem: { code: 'timed-out', message: error.message } }
  }
  if (error instanceof UsageError || error instanceof NotLoggedIn) {
    const { message, advice } = error
    const exit = error instanceof UsageError ? 'usage' : 'not-logged-in'
    return {
      exit,
      sentence: message,
      ...(advice && { advice }),
      problem: { code: exit, message, ...(advice && { hint: advice }) },
    }
  }
  if (LoginError.is(error)) return explainLogin(error, texts, language)
  const message = error instanceof Error ? error.message : String(error)
  return {
    exit: 'failed',
    sentence: texts.unexpected,
    detail: message,
    advice: texts.report,
    problem: { code: 'unexpected', message },
  }
}

function explainLogin(error: LoginError, texts: Texts, language: Language): Explanation {
  const { code, message, hint } = error
  const advice = hint?.[language]
  // Another copy of core may know reasons that this one does not.
  const refusal = ServiceRefusedError.is(error) && Object.hasOwn(exitOfReason, error.reason) ? error.reason : undefined
  return {
    exit: refusal ? exitOfReason[refusal] : exitOfCode[code],
    sentence: refusal ? texts.refusals[refusal] : texts.errors[code],
    detail: message,
    ...(advice && { advice }),
    problem: { code, message, ...(advice && { hint: advice }) },
  }
}

/** A hint in the language of this run. */
export function inEveryLanguage(text: string): Localized {
  return { en: text, zh: text }
}

import { type CredentialKey, systemClock } from '@denglu/core'
import { nameOf } from '../accounts.ts'
import { type Cli, printJson, say } from '../cli.ts'
import { commandLine } from '../connect.ts'
import { explain } from '../explain.ts'
import { renderDay, renderMoment } from '../face/time.ts'
import type { KeepLine } from '../report.ts'
import type { KeepEvent } from './keep-event.ts'

/** One line for each event: to a person with the local time, to a program as JSON. Nothing in it is secret. */
export interface KeepLog {
  write(key: CredentialKey, event: KeepEvent): void
  /** It ends as soon as these refreshes have. */
  stopping(refreshes: number): void
  /** The accounts cannot be listed. */
  failed(error: unknown): void
}

export function createKeepLog(cli: Cli): KeepLog {
  const { texts, language, values } = cli
  const tell = (text: string) => say(cli, `${renderMoment(systemClock.now())}  ${text}`)
  const json = (line: KeepLine) => printJson(cli, line)
  const problemOf = (error: unknown) => explain(error, texts, language).problem

  return {
    write(key, event) {
      if (!values.json) return tell(`${nameOf(key)}: ${describe(key, event)}`)
      const { error, ...told } = { error: undefined, ...event }
      json({ at: systemClock.now(), ...told, ...key, ...(error !== undefined && { problem: problemOf(error) }) })
    },
    stopping(refreshes) {
      if (values.json) json({ at: systemClock.now(), type: 'keep-stopping', refreshes })
      else tell(texts.keep.stopping(refreshes))
    },
    failed(error) {
      if (values.json) json({ at: systemClock.now(), type: 'keep-failed', problem: problemOf(error) })
      else tell(problemText(error))
    },
  }

  function describe({ provider }: CredentialKey, event: KeepEvent): string {
    const { kept, checked, refreshed, expiring, unrenewable, expired, failed, gone } = texts.keep
    const end = 'expiresAt' in event && event.expiresAt !== undefined ? dayOf(event.expiresAt) : undefined
    switch (event.type) {
      case 'account-kept':
        return kept(end)
      case 'account-checked':
        return checked(texts.states[event.status])
      case 'account-refreshed':
        return refreshed(end)
      case 'account-expiring':
        return problemOf(event.error).code === 'not-renewable' ? unrenewable(end) : expiring(problemText(event.error))
      case 'account-expired':
        return expired(commandLine(cli, 'login', provider))
      case 'account-failed':
        return failed(problemText(event.error))
      case 'account-gone':
        return gone
    }
  }

  function problemText(error: unknown): string {
    const { sentence, detail, advice } = explain(error, texts, language)
    return [sentence, detail, advice].filter((part) => part).join(' ')
  }

  function dayOf(at: number): string {
    return renderDay(at, systemClock.now(), language)
  }
}

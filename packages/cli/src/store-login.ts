import { type Credential, type CredentialReport, LoginError, systemClock } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { type Cli, hasPerson, say } from './cli.ts'
import { explain, inEveryLanguage } from './explain.ts'
import type { Asker } from './face/ask.ts'
import type { AnyProvider } from './providers.ts'
import type { LoginOutcome } from './report.ts'

const attempts = 3
const pauseMs = 1_000

export interface LoginParts {
  readonly provider: AnyProvider
  readonly store: FileStore
  readonly credential: Credential
  readonly asker: Asker
}

/**
 * Tries a new login out online, then stores it and makes it the current one.
 *
 * - The service says that it is no login: nothing is stored, whatever was there stays.
 * - The service cannot be asked: it is stored unverified, for it may be hard to get another. Only an account that is
 *   stored already and has not run out is not given up for it.
 * - It cannot be stored: a person can mend that and go on, without logging in again.
 */
export async function storeLogin(cli: Cli, parts: LoginParts): Promise<LoginOutcome> {
  const { store, credential } = parts
  const report = await verify(cli, parts)
  const verified = !LoginError.is(report)
  if (!verified && (await hasStanding(parts))) {
    say(cli, cli.texts.login.keptOld)
    throw report
  }
  const { provider, userId, expiresAt } = credential
  await storing(cli, parts, () => putAway(cli, store, credential))
  const name = verified ? report.account?.name : undefined
  return {
    provider,
    userId,
    ...(name !== undefined && { name }),
    ...(expiresAt !== undefined && { expiresAt }),
    verified,
    path: store.pathOf(credential),
  }
}

/** Stores a credential, and makes it the one that programs use when no account is named. */
export async function putAway({ signal }: Cli, store: FileStore, credential: Credential): Promise<void> {
  await store.lock(credential, () => store.write(credential), { signal })
  await store.writeCurrent(credential)
}

/** What the service says of the credential, or why it could not be asked. */
async function verify(cli: Cli, { provider, credential }: LoginParts): Promise<CredentialReport | LoginError> {
  for (let attempt = 1; ; attempt++) {
    try {
      const report = await provider.check(credential, { signal: cli.signal })
      if (report.status === 'expired') throw notAccepted(cli)
      return report
    } catch (error) {
      if (!LoginError.is(error)) throw error
      if (error.code === 'credential-rejected') throw notAccepted(cli)
      if (!error.retryable || attempt === attempts) return error
      await systemClock.wait(pauseMs * attempt, cli.signal)
    }
  }
}

/** Whether a login of the same account is stored that should still be good. */
async function hasStanding({ provider, store, credential }: LoginParts): Promise<boolean> {
  const stored = await store.read(credential)
  if (stored === undefined) return false
  try {
    const { expiresAt = Number.POSITIVE_INFINITY } = provider.parseCredential(stored)
    return expiresAt > systemClock.now()
  } catch {
    return false
  }
}

async function storing(cli: Cli, { asker }: LoginParts, write: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!LoginError.is(error, 'store-unavailable') || !hasPerson(cli) || cli.values.json) throw error
      const { detail, advice } = explain(error, cli.texts, cli.language)
      for (const line of [detail, advice]) if (line) say(cli, line)
      await asker.ask({ text: cli.texts.login.storeRetry, optional: true })
    }
  }
}

function notAccepted({ texts }: Cli): LoginError {
  return new LoginError(texts.login.notAccepted, {
    code: 'credential-rejected',
    hint: inEveryLanguage(texts.login.tryAgain),
  })
}

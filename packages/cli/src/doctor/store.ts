import type { CredentialKey } from '@denglu/core'
import type { FileStore } from '@denglu/store'
import { nameOf, readStored } from '../accounts.ts'
import type { Cli } from '../cli.ts'
import { connect, emulatorOf, encryptionOf, openStore } from '../connect.ts'
import { explain } from '../explain.ts'
import { type Finding, fine } from './finding.ts'

const keyringTimeoutMs = 3_000
const lockTimeoutMs = 2_000

/** Whether what is stored can be used: the place, every account in it, the locks, the encryption. */
export async function lookAtStore(cli: Cli): Promise<readonly Finding[]> {
  const { store: subject, storeHolds } = cli.texts.doctor
  const store = await openStore(cli)
  try {
    const keys = await store.list()
    const accounts = await Promise.all(keys.map((key) => lookAtAccount(cli, store, key)))
    const holds = fine('store', subject, storeHolds(store.directory, keys.length))
    return [holds, ...accounts.flat(), await lookAtEncryption(cli)]
  } catch (error) {
    return [complaint(cli, subject, error)]
  }
}

async function lookAtAccount(cli: Cli, store: FileStore, key: CredentialKey): Promise<readonly Finding[]> {
  try {
    await readStored(cli, { store, provider: await connect(cli, key.provider), key })
    const signal = AbortSignal.any([cli.signal, AbortSignal.timeout(lockTimeoutMs)])
    await store.lock(key, async () => undefined, { signal })
    return []
  } catch (error) {
    cli.signal.throwIfAborted()
    const isBusy = error instanceof DOMException && error.name === 'TimeoutError'
    const { busy } = cli.texts.doctor
    if (isBusy) return [{ check: 'store', subject: nameOf(key), state: 'warning', message: busy }]
    return [complaint(cli, nameOf(key), error)]
  }
}

async function lookAtEncryption(cli: Cli): Promise<Finding> {
  const { encryption: subject, encryptionOff, keyringAnswers, noKeyring, unlock } = cli.texts.doctor
  const encryption = emulatorOf(cli) === undefined ? encryptionOf(cli) : 'off'
  if (encryption === 'off') return fine('store', subject, encryptionOff)
  if (await hasKeyring()) return fine('store', subject, keyringAnswers)
  const state = encryption === 'required' ? 'problem' : 'warning'
  return { check: 'store', subject, state, message: noKeyring, hint: unlock, exit: 'store' }
}

async function hasKeyring(): Promise<boolean> {
  const { systemKeyring } = await import('@denglu/store')
  const signal = AbortSignal.timeout(keyringTimeoutMs)
  // Not every keyring obeys the signal.
  const late = new Promise<boolean>((resolve) => signal.addEventListener('abort', () => resolve(false)))
  const asked = systemKeyring.get(signal).then(
    () => true,
    () => false,
  )
  return Promise.race([asked, late])
}

function complaint(cli: Cli, subject: string, error: unknown): Finding {
  const { exit, detail, sentence, advice, problem } = explain(error, cli.texts, cli.language)
  return {
    ...{ check: 'store', subject, state: 'problem', exit, code: problem.code, message: detail ?? sentence },
    ...(advice && { hint: advice }),
  }
}

import { randomBytes } from 'node:crypto'
import { keyLength } from './cipher.ts'
import type { Keyring } from './keyring.ts'

/** The key as far as it can be had; asked for once, however often it is needed. */
export interface KeySource {
  /** `undefined` when no keyring answers in time, or it holds nothing of ours. */
  find(): Promise<Uint8Array | undefined>
  /** Makes the key where there is none yet. `undefined` when no keyring answers in time. */
  findOrMake(): Promise<Uint8Array | undefined>
}

export interface KeySourceOptions {
  readonly keyring: Keyring
  readonly timeoutMs: number
  /** Runs `work` while no other process makes a key. */
  readonly alone: <T>(work: () => Promise<T>) => Promise<T>
}

export function createKeySource({ keyring, timeoutMs, alone }: KeySourceOptions): KeySource {
  let answers = true
  let key: Uint8Array | undefined

  /** A keyring that has not answered once is not waited for again. */
  async function ask<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    if (!answers) return undefined
    try {
      return await within(timeoutMs, work)
    } catch {
      answers = false
      return undefined
    }
  }

  async function find(): Promise<Uint8Array | undefined> {
    key ??= await ask((signal) => keyring.get(signal))
    return key?.length === keyLength ? key : undefined
  }

  async function make(): Promise<Uint8Array | undefined> {
    // The keyring may be slow to say yes to a key that it then does not keep: what counts is what it gives back.
    const made = randomBytes(keyLength)
    await ask((signal) => keyring.set(made, signal))
    return find()
  }

  return {
    find,
    async findOrMake() {
      const found = await find()
      if (found || !answers) return found
      return alone(async () => (await find()) ?? (await make()))
    },
  }
}

async function within<T>(ms: number, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => {
    controller.abort()
    reject(new Error('no answer in time'))
  }, ms)
  try {
    return await Promise.race([work(controller.signal), late])
  } finally {
    clearTimeout(timer)
  }
}

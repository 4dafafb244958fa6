// A process that uses a stored credential day after day, in a time that its parent tells it, and keeps it fresh.
import { createBilibili } from '@denglu/bilibili'
import { type Clock, createSession, LoginError } from '@denglu/core'
import { emulatorFetch } from '@denglu/emulator'
import { createFileStore } from '@denglu/store'

export interface KeeperTask {
  readonly origin: string
  readonly directory: string
  readonly userId: string
  readonly correspondKey: string
}

/** The parent tells the time; the process answers with what came of using the credential then. */
export interface Tick {
  readonly now: number
}
export interface Outcome {
  readonly now: number
  readonly outcome: 'ok' | LoginError['code']
}

const task: KeeperTask = JSON.parse(process.argv[2] ?? '{}')
const told = { now: 0 }
// Waiting for a lock or between two attempts takes no time of the year.
const clock: Clock = {
  now: () => told.now,
  wait: (ms, signal) =>
    new Promise((resolve) => setTimeout(resolve, Math.min(ms, 20))).then(() => signal?.throwIfAborted()),
}

const session = createSession({
  provider: createBilibili({ clock, correspondKey: task.correspondKey, fetch: emulatorFetch(task.origin) }),
  store: createFileStore({ directory: task.directory, encryption: 'off', clock }),
  account: task.userId,
  clock,
})

// Where the disk is full, writing is refused instead of ending the process.
process.on('SIGXFSZ', () => undefined)
process.on('message', async ({ now }: Tick) => {
  told.now = now
  const outcome = await session.credential().then(
    () => 'ok' as const,
    (error: unknown) => {
      if (LoginError.is(error)) return error.code
      throw error
    },
  )
  process.send?.({ now, outcome } satisfies Outcome)
})
process.send?.({ now: 0, outcome: 'ok' } satisfies Outcome)

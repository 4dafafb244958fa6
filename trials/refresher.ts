// A process that refreshes a stored credential once, and dies where it is told to.
import { createBilibili } from '@denglu/bilibili'
import type { Credential } from '@denglu/core'
import { emulatorFetch } from '@denglu/emulator'
import { createFileStore } from '@denglu/store'

/** Where the process kills itself: around its nth request or its nth write, counted from 1. */
export interface Death {
  readonly at: 'before-request' | 'after-request' | 'before-write' | 'after-write'
  readonly count: number
}

export interface RefresherTask {
  readonly origin: string
  readonly directory: string
  readonly userId: string
  readonly correspondKey: string
  readonly death?: Death
}

const task: RefresherTask = JSON.parse(process.argv[2] ?? '{}')
const counts = { request: 0, write: 0 }

function dieAt(when: 'before' | 'after', what: 'request' | 'write'): void {
  if (when === 'before') counts[what] += 1
  if (task.death?.at === `${when}-${what}` && task.death.count === counts[what]) process.kill(process.pid, 'SIGKILL')
}

const fetch = emulatorFetch(task.origin)
const bilibili = createBilibili({
  correspondKey: task.correspondKey,
  fetch: async (input, init) => {
    dieAt('before', 'request')
    const response = await fetch(input, init)
    dieAt('after', 'request')
    return response
  },
})
const store = createFileStore({ directory: task.directory, encryption: 'off' })
const key = { provider: 'bilibili', userId: task.userId }

await store.lock(key, async () => {
  const save = async (renewed: Credential) => {
    dieAt('before', 'write')
    await store.write(renewed)
    dieAt('after', 'write')
  }
  await bilibili.refresh(bilibili.parseCredential(await store.read(key)), { save })
})
process.stdout.write(JSON.stringify(counts))

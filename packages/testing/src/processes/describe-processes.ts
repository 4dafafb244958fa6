import type { Answer, LoginEvent } from '@denglu/core'
import { createEmulator, type Emulator } from '@denglu/emulator'
import { describe, expect, test } from 'vitest'
import { type Human, onceEach } from '../flow-player.ts'
import { type Started, start } from './start.ts'
import type { Told } from './task.ts'

/** One method, in processes of its own. */
export interface ProcessSuite {
  /** The module that exports the factory. */
  readonly module: URL
  readonly factory: string
  readonly method: string
  readonly input?: unknown
  /** Further options for the factory: plain JSON. */
  options?(emulator: Emulator, origin: string): object
  /** What the person does about an event. */
  human(event: LoginEvent, emulator: Emulator): Answer | undefined | Promise<Answer | undefined>
  /** Prepares accounts and settings. */
  setUp?(emulator: Emulator): void
}

/**
 * Goes through a login in real processes over real sockets: each is killed with `kill -9` at its event, the next one
 * carries on from the snapshot of that event, and the login succeeds.
 */
export function describeProcesses(suite: ProcessSuite): void {
  describe(`${suite.method} across processes`, () => {
    test('killed after every event, one after the other, and still logged in', { timeout: 60_000 }, async () => {
      const emulator = createEmulator()
      suite.setUp?.(emulator)
      await using listening = await emulator.listen()
      const human = onceEach((event) => suite.human(event, emulator))
      const told = new Set<string>()
      let latest: Told | undefined
      while (latest?.event.type !== 'login-succeeded') {
        const child = start({
          module: suite.module.href,
          factory: suite.factory,
          method: suite.method,
          options: suite.options?.(emulator, listening.origin) ?? {},
          origin: listening.origin,
          ...(suite.input !== undefined && { input: suite.input }),
          ...(latest && { snapshot: latest.snapshot }),
        })
        try {
          latest = await firstNews(child, told, human)
        } finally {
          await child.kill()
        }
        expect(latest.event.type).not.toBe('login-failed')
        told.add(JSON.stringify(latest.event))
      }
      // The end is in the snapshot, so a credential that could not be stored is not lost.
      expect(latest.snapshot.stage).toMatchObject({ next: 'done', credential: { userId: expect.stringMatching(/./) } })
    })
  })
}

/** Sees a process through what it repeats, and gives the first event that nobody has been told of. */
async function firstNews(child: Started, told: ReadonlySet<string>, human: Human): Promise<Told> {
  for await (const news of child.told) {
    if (!told.has(JSON.stringify(news.event))) return news
    const answer = await human(news.event)
    child.reply(answer ? { answer } : {})
  }
  throw new Error('the process ended without an event of its own')
}

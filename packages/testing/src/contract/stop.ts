import { getEventListeners } from 'node:events'
import type { Credential } from '@denglu/core'
import { expect, test } from 'vitest'
import { type MethodSuite, openRun, type Run } from '../method-suite.ts'
import { rehearse } from './rehearse.ts'

/** A login stops when it is told to, wherever it is, and leaves nothing running. */
export function testStopping<C extends Credential>(suite: MethodSuite<C>): void {
  test.each([false, true])('stops at any wait, with the reason as it came (polls are lost: %j)', async (losesPolls) => {
    const { waits } = await rehearse(suite, losesPolls)
    for (let stopAt = 0; stopAt < waits; stopAt++) {
      const controller = new AbortController()
      const reason = { stopAt }
      const onWait = (index: number) => {
        if (index !== stopAt) return undefined
        setImmediate(() => controller.abort(reason))
        return 'endless' as const
      }
      await using run = await openRun(suite, { losesPolls, onWait })
      await expect(run.play(run.login({ signal: controller.signal })), `at wait ${stopAt}`).rejects.toBe(reason)
      await expectSilence(run)
    }
  })

  test('stops during any request, answered or not, with the reason as it came', async () => {
    const { requests } = await rehearse(suite)
    for (const isAnswered of [true, false]) {
      for (let stopAt = 0; stopAt < requests; stopAt++) {
        const controller = new AbortController()
        const reason = { stopAt }
        await using run = await openRun(suite, {
          intercept: (_request, index) => {
            if (index !== stopAt) return undefined
            controller.abort(reason)
            return isAnswered ? undefined : new Promise(() => undefined)
          },
        })
        const played = run.play(run.login({ signal: controller.signal }))
        await expect(played, `at request ${stopAt}, answered: ${isAnswered}`).rejects.toBe(reason)
        await expectSilence(run)
      }
    }
  })

  test('stops after any event that nobody does anything about, with the reason as it came', async () => {
    const { types } = await rehearse(suite)
    for (const [stopAt, type] of types.slice(0, -1).entries()) {
      const controller = new AbortController()
      const reason = { stopAt }
      await using run = await openRun(suite)
      let left = stopAt
      const playing = run.play(run.login({ signal: controller.signal }), () => {
        if (left-- === 0) setImmediate(() => controller.abort(reason))
        return left < 0 && 'ignored'
      })
      await expect(playing, `after ${type}`).rejects.toBe(reason)
      await expectSilence(run)
      expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    }
  })
}

async function expectSilence<C extends Credential>(run: Run<C>): Promise<void> {
  const before = run.tapped.count()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run.tapped.count()).toBe(before)
}

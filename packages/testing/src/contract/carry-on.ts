import type { Answer, Credential } from '@denglu/core'
import { expect, test } from 'vitest'
import { onceEach } from '../flow-player.ts'
import { type MethodSuite, openRun } from '../method-suite.ts'
import { rehearse, throughJson } from './rehearse.ts'

/** A login goes on: in another process, with answers early and late, and over polls that are lost. */
export function testCarryingOn<C extends Credential>(suite: MethodSuite<C>): void {
  test('carries on after any event in another process', async () => {
    const { types } = await rehearse(suite)
    for (const [index, type] of types.entries()) {
      await using run = await openRun(suite)
      const first = run.login()
      let left = index
      const begun = await run.play(first, () => left-- === 0)
      const resumed = run.resume(throughJson(first.snapshot()))
      const { events, credential } = await run.play(resumed)
      // The very same code or question, not another one: a login begun anew would succeed, too.
      expect(events, `resumed at ${type}`).toContainEqual(begun.events.at(-1))
      expect(credential, `resumed at ${type}`).toBeDefined()
    }
  })

  test('keeps nothing outside its state: every wait may move it to another process', async () => {
    let moved = 0
    let controller = new AbortController()
    let waitsOfThisProcess = 0
    const onWait = () => {
      // The first process moves at once, the others once they have got somewhere.
      if (waitsOfThisProcess++ > 0 || moved === 0) controller.abort('moving')
      return undefined
    }
    await using run = await openRun(suite, { onWait })
    let flow = run.login({ signal: controller.signal })
    for (;;) {
      try {
        const { credential } = await run.play(flow)
        expect(credential).toBeDefined()
        break
      } catch (error) {
        expect(error).toBe('moving')
        expect(moved++).toBeLessThan(100)
        controller = new AbortController()
        waitsOfThisProcess = 0
        flow = run.resume(throughJson(flow.snapshot()), { signal: controller.signal })
      }
    }
    if (run.polls) expect(moved).toBeGreaterThan(0)
  })

  test('takes an answer long after the question', async () => {
    await using run = await openRun(suite)
    const flow = run.login()
    const iterator = flow[Symbol.asyncIterator]()
    let pending = iterator.next()
    for (;;) {
      const { done, value: event } = await pending
      if (done) break
      const answer = await suite.human(event, run.stage)
      // The loop is already waiting for its next event when the answer comes.
      pending = iterator.next()
      await new Promise((resolve) => setImmediate(resolve))
      if (answer) flow.answer(answer)
      if (event.type === 'login-succeeded') expect(event.credential.userId).toMatch(/./)
    }
    expect(flow.snapshot().stage.next).toBe('done')
  })

  test('takes an answer before the question', async () => {
    await using run = await openRun(suite)
    const human = onceEach((event) => suite.human(event, run.stage))
    let flow = run.login()
    let early: Answer | undefined
    do {
      early = undefined
      const { credential } = await run.play(flow, async (event) => {
        early = event.type === 'challenge-raised' ? await human(event) : undefined
        return early !== undefined
      })
      if (!early) expect(credential).toBeDefined()
      else {
        // The next process knows the answer before it has come to the question.
        flow = run.resume(throughJson(flow.snapshot()))
        flow.answer(early)
      }
    } while (early)
  })

  test('logs in although a third of the polls is lost', async () => {
    await using run = await openRun(suite, { losesPolls: true })
    const { credential } = await run.play(run.login())
    expect(credential).toBeDefined()
    if (run.polls) expect(run.lost()).toBeGreaterThan(0)
  })
}

import { inspect } from 'node:util'
import { type Credential, type FlowSnapshot, LoginError, type LoginEvent } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { type MethodSuite, openRun, type Run } from './method-suite.ts'
import { passing, spoiled } from './spoil.ts'
import { collectFromJson } from './traffic.ts'

/**
 * The contract that every login method keeps: saved after any event and resumed, moved on at every wait, aborted
 * anywhere, answered early and late, patient with lost polls, and silent about secrets.
 */
export function describeMethod<C extends Credential>(suite: MethodSuite<C>): void {
  describe(`the contract of ${suite.method}`, () => {
    test('logs in, with a credential that survives JSON', async () => {
      await using run = await openRun(suite)
      const { events, credential } = await run.play(run.login())
      expect(events.map(({ type }) => type).at(-1)).toBe('login-succeeded')
      expect(credential?.userId).toMatch(/./)
      expect(run.parseCredential(JSON.parse(JSON.stringify(credential)))).toEqual(credential)
    })

    test('sends nothing before it is driven', async () => {
      await using run = await openRun(suite)
      run.login()
      await new Promise((resolve) => setImmediate(resolve))
      expect(run.tapped.count()).toBe(0)
    })

    test('carries on after any event in another process', async () => {
      const types = await eventTypes(suite)
      for (const [index, type] of types.entries()) {
        await using run = await openRun(suite)
        const first = run.login()
        let left = index
        await run.play(first, () => left-- === 0)
        const resumed = run.resume(throughJson(first.snapshot()))
        const { events, credential } = await run.play(resumed)
        expect(
          events.map((event) => event.type),
          `resumed at ${type}`,
        ).toContain(type)
        expect(credential, `resumed at ${type}`).toBeDefined()
      }
    })

    test('keeps nothing outside its state: every wait may move it to another process', async () => {
      let moved = 0
      let controller = new AbortController()
      let waitsOfThisProcess = 0
      const onWait = () => {
        if (waitsOfThisProcess++ > 0) controller.abort('moving')
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
    })

    test('stops at any wait, with the reason as it came', async () => {
      const waits = await countWaits(suite)
      for (let stopAt = 0; stopAt < waits; stopAt++) {
        const controller = new AbortController()
        const reason = { stopAt }
        await using run = await openRun(suite, { onWait: (index) => index === stopAt && controller.abort(reason) })
        await expect(run.play(run.login({ signal: controller.signal })), `at wait ${stopAt}`).rejects.toBe(reason)
        await expectSilence(run)
      }
    })

    test('stops during any request, with the reason as it came', async () => {
      const requests = await countRequests(suite)
      for (let stopAt = 0; stopAt < requests; stopAt++) {
        const controller = new AbortController()
        const reason = { stopAt }
        await using run = await openRun(suite, {
          intercept: (_request, index) => {
            if (index === stopAt) controller.abort(reason)
            return undefined
          },
        })
        await expect(run.play(run.login({ signal: controller.signal })), `at request ${stopAt}`).rejects.toBe(reason)
        await expectSilence(run)
      }
    })

    test('stops after any event, with the reason as it came', async () => {
      const types = await eventTypes(suite)
      for (const [stopAt, type] of types.slice(0, -1).entries()) {
        const controller = new AbortController()
        const reason = { stopAt }
        await using run = await openRun(suite)
        let left = stopAt
        const playing = run.play(run.login({ signal: controller.signal }), () => {
          if (left-- === 0) queueMicrotask(() => controller.abort(reason))
          return false
        })
        await expect(playing, `after ${type}`).rejects.toBe(reason)
      }
    })

    test('takes an answer before the question and long after it', async () => {
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

    test('logs in although a third of the polls is lost', async () => {
      let polling = false
      let lost = 0
      await using run = await openRun(suite, {
        intercept: (_request, index) => {
          if (!polling || index % 3 !== 1) return undefined
          return spoiled[passing[lost++ % passing.length] ?? '']?.()
        },
      })
      const flow = run.login()
      const { credential } = await run.play(flow, () => {
        polling = ['poll', 'listen'].includes(flow.snapshot().stage.next)
        return false
      })
      expect(credential).toBeDefined()
    })

    test('fails clearly, and says nothing secret, however an answer is spoiled', async () => {
      const requests = await countRequests(suite)
      for (const [kind, spoil] of Object.entries(spoiled)) {
        for (let at = 0; at < requests; at++) {
          await using run = await openRun(suite, {
            intercept: (_request, index) => (index === at ? spoil() : undefined),
          })
          const flow = run.login({ patienceMs: 0 })
          const secrets = new Set(run.tapped.secrets)
          const played = run.play(flow, () => {
            collectFromJson(flow.snapshot().stage, secrets)
            return false
          })
          const error = await played.then(
            () => undefined,
            (thrown: unknown) => thrown,
          )
          if (error === undefined) continue
          expect(LoginError.is(error), `${kind} at request ${at}: ${error}`).toBe(true)
          expect((error as LoginError).step).toMatch(/^[a-z-]+\/[a-z-]+/)
          collectFromJson(suite.input ?? {}, secrets)
          const printed = `${inspect(error, { depth: 10, showHidden: true })} ${JSON.stringify(error)}`
          const told = [...secrets, ...run.tapped.secrets].filter((secret) => printed.includes(secret))
          expect(told, `${kind} at request ${at}`).toEqual([])
        }
      }
    })

    test('prints neither its snapshot nor its credential', async () => {
      await using run = await openRun(suite)
      const flow = run.login()
      const { credential } = await run.play(flow)
      expect(inspect(credential)).toMatch(/^\[.* credential, hidden\]$/)
      expect(inspect(flow.snapshot())).toMatch(/^\[snapshot of .*, hidden\]$/)
      expect(inspect(flow, { depth: 10 })).not.toMatch(/state|credential|token/i)
    })
  })
}

function throughJson(snapshot: FlowSnapshot): FlowSnapshot {
  return JSON.parse(JSON.stringify(snapshot))
}

async function eventTypes<C extends Credential>(suite: MethodSuite<C>): Promise<readonly LoginEvent['type'][]> {
  await using run = await openRun(suite)
  const { events } = await run.play(run.login())
  return events.map(({ type }) => type)
}

async function countRequests<C extends Credential>(suite: MethodSuite<C>): Promise<number> {
  await using run = await openRun(suite)
  await run.play(run.login())
  return run.tapped.count()
}

async function countWaits<C extends Credential>(suite: MethodSuite<C>): Promise<number> {
  await using run = await openRun(suite)
  await run.play(run.login())
  return run.stage.clock.waits.length
}

async function expectSilence<C extends Credential>(run: Run<C>): Promise<void> {
  const before = run.tapped.count()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run.tapped.count()).toBe(before)
}

import { getEventListeners } from 'node:events'
import { inspect } from 'node:util'
import {
  type Answer,
  type Credential,
  type FlowSnapshot,
  LoginError,
  type LoginEvent,
  type LoginFlow,
} from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { damage, shapeOf } from './damage.ts'
import { onceEach } from './flow-player.ts'
import { type MethodSuite, openRun, type Run } from './method-suite.ts'
import { spoiled } from './spoil.ts'
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
        if (waitsOfThisProcess++ > 0) controller.abort('moving')
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
    })

    test.each([false, true])(
      'stops at any wait, with the reason as it came (polls are lost: %j)',
      async (losesPolls) => {
        const waits = await countWaits(suite, losesPolls)
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
      },
    )

    test('stops during any request, answered or not, with the reason as it came', async () => {
      const requests = await countRequests(suite)
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
      const types = await eventTypes(suite)
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

    test('fails clearly, and says nothing secret, however an answer is spoiled', async () => {
      const requests = await countRequests(suite)
      let failures = 0
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
            ({ credential }) => {
              // There was another way; but never one to nowhere.
              expect(credential, `${kind} at request ${at}`).toBeDefined()
            },
            (thrown: unknown) => thrown,
          )
          if (error === undefined) continue
          failures += 1
          expect(LoginError.is(error), `${kind} at request ${at}: ${error}`).toBe(true)
          expect((error as LoginError).step).toMatch(/^[a-z-]+\/[a-z-]+/)
          collectFromJson(suite.input ?? {}, secrets)
          const printed = `${inspect(error, everything)} ${JSON.stringify(error)}`
          const told = [...secrets, ...run.tapped.secrets].filter((secret) => printed.includes(secret))
          expect(told, `${kind} at request ${at}`).toEqual([])
        }
      }
      expect(failures).toBeGreaterThan(0)
    })

    test('refuses a snapshot that is damaged somewhere, or goes as far as it gets', async () => {
      const shapes = new Map<string, unknown>()
      let isOffline = false
      const keep = () => {
        const { stage } = flow.snapshot()
        shapes.set(stage.next + shapeOf(stage), throughJson(flow.snapshot()))
        return undefined
      }
      await using run = await openRun(suite, {
        onWait: keep,
        intercept: () => (isOffline ? spoiled['a lost connection']?.() : undefined),
      })
      const flow = run.login()
      await run.play(flow, () => keep() ?? false)
      isOffline = true
      for (const snapshot of shapes.values()) {
        for (const damaged of damage(snapshot)) {
          const error = await carryOn(run, damaged as FlowSnapshot)
          if (error !== undefined && !LoginError.is(error)) throw error
        }
      }
      expect(shapes.size).toBeGreaterThan(1)
    })

    test('prints neither itself, nor its snapshots, nor its credential', async () => {
      await using run = await openRun(suite)
      const flow = run.login()
      const { credential } = await run.play(flow, () => {
        const snapshot = flow.snapshot()
        const secrets = new Set(run.tapped.secrets)
        collectFromJson(snapshot.stage, secrets)
        const printed = inspect([flow, snapshot, snapshot.stage, new Map([[flow, { snapshot }]])], everything)
        expect([...secrets].filter((secret) => printed.includes(secret))).toEqual([])
        return false
      })
      for (const one of [credential, run.parseCredential(credential), await again(run, flow)])
        expect(inspect(one, everything)).toMatch(/^\[[\w-]+ credential, hidden\]$/)
      expect(inspect(flow.snapshot())).toMatch(/^\[snapshot of .*, hidden\]$/)
    })
  })
}

/** Goes on with a snapshot that may be anything, without the service; gives the error it ends with. */
async function carryOn<C extends Credential>(run: Run<C>, snapshot: FlowSnapshot): Promise<unknown> {
  try {
    const flow = run.resume(snapshot, { patienceMs: 0 })
    flow.answer({ kind: 'geetest', challenge: 'c', validate: 'v', seccode: 's' })
    flow.answer({ kind: 'sms-code', code: '012345' })
    flow.answer({ kind: 'visit-url' })
    if (snapshot.stage.next === 'listen') return undefined
    for await (const _event of flow) flow.snapshot()
    return undefined
  } catch (error) {
    return error
  }
}

const everything = { depth: 10, showHidden: true }

/** The credential of a flow that is carried on after its end. */
async function again<C extends Credential>(run: Run<C>, flow: LoginFlow<C>): Promise<C | undefined> {
  return (await run.play(run.resume(throughJson(flow.snapshot())))).credential
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

async function countWaits<C extends Credential>(suite: MethodSuite<C>, losesPolls: boolean): Promise<number> {
  await using run = await openRun(suite, { losesPolls })
  await run.play(run.login())
  return run.stage.clock.waits.length
}

async function expectSilence<C extends Credential>(run: Run<C>): Promise<void> {
  const before = run.tapped.count()
  await new Promise((resolve) => setTimeout(resolve, 5))
  expect(run.tapped.count()).toBe(before)
}

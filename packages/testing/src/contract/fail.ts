import { inspect } from 'node:util'
import { type Credential, type FlowSnapshot, LoginError, type LoginFlow } from '@denglu/core'
import { expect, test } from 'vitest'
import { damage, shapeOf } from '../damage.ts'
import { type MethodSuite, openRun, type Run } from '../method-suite.ts'
import { spoiled } from '../spoil.ts'
import { collectFromJson } from '../traffic.ts'
import { rehearse, throughJson } from './rehearse.ts'

/** A login fails clearly, and tells nothing that is secret, whatever happens. */
export function testFailing<C extends Credential>(suite: MethodSuite<C>): void {
  test('fails clearly, and says nothing secret, however an answer is spoiled', async () => {
    const { requests } = await rehearse(suite)
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

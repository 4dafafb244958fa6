import type { Credential } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { testCarryingOn } from './contract/carry-on.ts'
import { testFailing } from './contract/fail.ts'
import { testStopping } from './contract/stop.ts'
import { type MethodSuite, openRun } from './method-suite.ts'

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

    testCarryingOn(suite)
    testStopping(suite)
    testFailing(suite)
  })
}

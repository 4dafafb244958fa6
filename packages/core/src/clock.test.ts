import { expect, test } from 'vitest'
import { systemClock } from './clock.ts'

test('waits', async () => {
  const start = systemClock.now()
  await systemClock.wait(20)
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(18)
})

test('stops waiting with the reason as it came, and leaves no listener behind', async () => {
  const controller = new AbortController()
  const reason = { mine: true }
  const waiting = systemClock.wait(60_000, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(systemClock.wait(60_000, controller.signal)).rejects.toBe(reason)
})

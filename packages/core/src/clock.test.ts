import { getEventListeners } from 'node:events'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from './clock.ts'

afterEach(() => vi.useRealTimers())

test('waits', async () => {
  const start = systemClock.now()
  await systemClock.wait(20)
  expect(systemClock.now() - start).toBeGreaterThanOrEqual(18)
})

test('stops waiting with the reason as it came', async () => {
  const controller = new AbortController()
  const reason = { mine: true }
  const waiting = systemClock.wait(60_000, controller.signal)
  controller.abort(reason)
  await expect(waiting).rejects.toBe(reason)
  await expect(systemClock.wait(60_000, controller.signal)).rejects.toBe(reason)
})

test('leaves neither a timer nor a listener behind', async () => {
  vi.useFakeTimers()
  const controller = new AbortController()
  const through = systemClock.wait(10, controller.signal)
  await vi.advanceTimersByTimeAsync(10)
  await through
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  const cut = systemClock.wait(10, controller.signal)
  controller.abort('enough')
  await expect(cut).rejects.toBe('enough')
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  expect(vi.getTimerCount()).toBe(0)
})

test.each([
  ['60 days', 60 * 86_400_000],
  ['forever', Number.POSITIVE_INFINITY],
])('waits for %s, which no single timer can', async (_long, ms) => {
  vi.useFakeTimers()
  const controller = new AbortController()
  const over = vi.fn()
  const waiting = systemClock.wait(ms, controller.signal).then(over)
  await vi.advanceTimersByTimeAsync(60 * 86_400_000 - 1)
  expect(over).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(over).toHaveBeenCalledTimes(Number.isFinite(ms) ? 1 : 0)
  controller.abort('enough')
  if (Number.isFinite(ms)) await waiting
  else await expect(waiting).rejects.toBe('enough')
})

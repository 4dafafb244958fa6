import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { createMemoryStore } from './memory-store.ts'

const credential = { provider: 'bilibili', version: 1, userId: '42', issuedAt: 0 }
const key = { provider: 'bilibili', userId: '42' }

test('gives back what was written, as a copy', async () => {
  const store = createMemoryStore()
  await store.write(credential)
  const first = await store.read(key)
  expect(first).toEqual(credential)
  expect(await store.read(key)).not.toBe(first)
  expect(await store.read({ ...key, userId: '43' })).toBeUndefined()
})

test('lists in order, and forgets', async () => {
  const store = createMemoryStore()
  await store.write({ ...credential, provider: 'qqmusic' })
  await store.write(credential)
  expect((await store.list()).map(({ provider }) => provider)).toEqual(['bilibili', 'qqmusic'])
  await store.delete(key)
  await store.delete(key)
  expect((await store.list()).map(({ provider }) => provider)).toEqual(['qqmusic'])
})

test('runs the work of one key one after the other, whatever becomes of it', async () => {
  const store = createMemoryStore()
  const seen: string[] = []
  const work = (name: string, fails = false) =>
    store.lock(key, async () => {
      seen.push(`${name} begins`)
      await new Promise((resolve) => setTimeout(resolve, 5))
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
    })
  const results = await Promise.allSettled([
    work('a', true),
    work('b'),
    store.lock({ ...key, userId: '43' }, async () => seen.push('other')),
  ])
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled'])
  expect(seen.filter((entry) => entry !== 'other')).toEqual(['a begins', 'a ends', 'b begins', 'b ends'])
  expect(seen.indexOf('other')).toBeLessThan(seen.indexOf('a ends'))
})

test('gives up waiting when aborted, and lets nobody in any sooner', async () => {
  const store = createMemoryStore()
  const controller = new AbortController()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const holding = store.lock(key, () => held)
  const waiting = store.lock(key, async () => 'never', { signal: controller.signal })
  let entered = false
  const next = store.lock(key, async () => {
    entered = true
  })
  controller.abort('enough')
  await expect(waiting).rejects.toBe('enough')
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  expect(entered).toBe(false)
  letGo()
  await Promise.all([holding, next])
  expect(entered).toBe(true)
})

test('gives up its turn when aborted', async () => {
  const store = createMemoryStore()
  const work = store.lock(key, async () => 'done', { signal: AbortSignal.abort('no') })
  await expect(work).rejects.toBe('no')
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Credential, systemClock } from '@denglu/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore } from './file-store.ts'

const key = { provider: 'bilibili', userId: '1' }
const script = join(import.meta.dirname, '__fixtures__/store-process.ts')

let directory: string
let children: ChildProcess[]

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'denglu-store-'))
  children = []
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true, force: true })
})

test('three processes take turns under one lock', async () => {
  const store = createFileStore({ directory })
  await store.write({ ...key, version: 1, issuedAt: 0 })

  const codes = await Promise.all(Array.from({ length: 3 }, async () => (await once(start('count', '20'), 'exit'))[0]))

  expect(codes).toEqual([0, 0, 0])
  expect(await store.read(key)).toMatchObject({ issuedAt: 60 })
})

test('the lock of a killed process is free at once', async () => {
  const store = createFileStore({ directory, lockTimeoutMs: 100 })
  const holder = start('hold')
  await said(holder, 'held')
  await expect(store.lock(key, async () => {})).rejects.toMatchObject({ code: 'store-unavailable' })

  holder.kill('SIGKILL')
  await once(holder, 'exit')

  expect(await store.lock(key, async () => 'mine')).toBe('mine')
})

test('waiting for a lock obeys the signal, and another account does not wait', async () => {
  const store = createFileStore({ directory })
  const reason = new Error('enough')
  await store.lock(key, async () => {
    const controller = new AbortController()
    const waiting = store.lock(key, async () => {}, { signal: controller.signal })
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    expect(await store.lock({ ...key, userId: '2' }, async () => 'free')).toBe('free')
  })
})

test('the lock is given back when the work throws', async () => {
  const store = createFileStore({ directory, lockTimeoutMs: 0 })
  const failure = new Error('no')
  await expect(store.lock(key, () => Promise.reject(failure))).rejects.toBe(failure)

  expect(await store.lock(key, async () => 'free')).toBe('free')
})

test('a process killed while it writes leaves a whole credential', async () => {
  const store = createFileStore({ directory })
  for (let round = 0; round < 12; round++) {
    const writer = start('write')
    await said(writer, 'writing')
    await systemClock.wait(round * 3)
    writer.kill('SIGKILL')
    await once(writer, 'exit')

    const { filling } = (await store.read(key)) as Credential & { filling: string }
    expect(filling).toBe(filling.charAt(0).repeat(200_000))
  }
  for (const name of readdirSync(directory)) expect(statSync(join(directory, name)).mode & 0o777).toBe(0o600)

  // What the kills left behind goes with the next write, once it is old enough to be nobody's.
  const later = { ...systemClock, now: () => systemClock.now() + 61_000 }
  await createFileStore({ directory, clock: later }).write({ ...key, version: 1, issuedAt: 0 })
  expect(readdirSync(directory)).toEqual(['bilibili.1.json'])
})

function start(what: string, ...rest: string[]): ChildProcess {
  const args = ['--conditions=@denglu/source', script, what, directory, ...rest]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  return child
}

async function said(child: ChildProcess, word: string): Promise<void> {
  if (!child.stdout) throw new Error('no pipe')
  const [chunk] = await once(child.stdout, 'data')
  expect(String(chunk)).toBe(`${word}\n`)
}

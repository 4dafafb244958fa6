import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createBilibili } from '@denglu/bilibili'
import { createEmulator, createManualClock } from '@denglu/emulator'
import { createFileStore } from '@denglu/store'
import { afterEach, expect, test } from 'vitest'
import type { KeeperTask } from './keeper.ts'
import { startKeeper } from './keeper-process.ts'

const day = 86_400_000
const leftovers: (() => unknown)[] = []
afterEach(async () => {
  for (const clean of leftovers.splice(0).reverse()) await clean()
})

/** An account whose service wants a new session every 30 days, and fails every fifth request. */
async function openYear(directory: string) {
  const clock = createManualClock()
  const emulator = createEmulator({
    clock,
    seed: 'a year',
    bilibili: { correspondKey: 'own', phone: { scanAfterMs: 0, confirmAfterMs: 0 } },
  })
  const { origin, close } = await emulator.listen()
  leftovers.push(close)
  const bilibili = createBilibili({ fetch: emulator.fetch, clock })
  const credential = await bilibili.login('web-qr').finish()
  const store = createFileStore({ directory, encryption: 'off' })
  await store.write(credential)
  // 20 % together; in half of them the service did its work, and only the answer is lost.
  emulator.faults.add({ kind: 'reset', rate: 0.07 })
  emulator.faults.add({ kind: 'reset', lost: 'answer', rate: 0.07 })
  emulator.faults.add({ kind: 'status', status: 502, lost: 'answer', rate: 0.07 })

  const refreshes = emulator.faults.add({
    kind: 'latency',
    delayMs: 0,
    match: { path: '/x/passport-login/web/cookie/refresh' },
  })
  const task: KeeperTask = {
    origin,
    directory,
    userId: credential.userId,
    correspondKey: emulator.bilibili.correspondPublicKey,
  }
  const stored = async () =>
    bilibili.parseCredential(await store.read({ provider: 'bilibili', userId: credential.userId }))
  return {
    clock,
    task,
    refreshes,
    stored,
    /** Whether the service still knows the session that is stored. */
    isLoggedIn: async () => {
      const { cookies } = await stored()
      const live = emulator.bilibili.accounts.first.sessions().map((session) => session.cookies.SESSDATA)
      return live.includes(cookies.find(({ name }) => name === 'SESSDATA')?.value ?? '')
    },
  }
}

function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'denglu-year-'))
  leftovers.push(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

test('twenty processes share a credential through a year of faults and kills', { timeout: 120_000 }, async () => {
  const year = await openYear(temporary())
  const start = async () => {
    const keeper = await startKeeper(year.task)
    leftovers.push(keeper.kill)
    return keeper
  }
  const keepers = await Promise.all(Array.from({ length: 20 }, start))
  let kills = 0
  let rotations = 0
  let lastIssuedAt = (await year.stored()).issuedAt

  for (let today = 1; today <= 365; today++) {
    year.clock.advance(day)
    const outcomes = Promise.all(keepers.map((keeper) => keeper.use(year.clock.now())))
    // On the days around a rotation some die at a moment of their own, while all of them use the credential.
    const doomed = today % 30 < 3 ? [today % 20, (today + 7) % 20] : []
    for (const index of doomed) {
      await new Promise((resolve) => setTimeout(resolve, (today * 13) % 40))
      await keepers[index]?.kill()
      keepers[index] = await start()
      kills += 1
    }
    expect((await outcomes).filter((outcome) => outcome !== 'ok' && outcome !== 'killed')).toEqual([])
    expect(await year.isLoggedIn(), `day ${today}`).toBe(true)
    const { issuedAt } = await year.stored()
    if (issuedAt !== lastIssuedAt) rotations += 1
    lastIssuedAt = issuedAt
  }

  expect(kills).toBeGreaterThan(50)
  expect(rotations).toBeGreaterThanOrEqual(11)
  // What was killed between the service's answer and the disk is done again; everything else is done once.
  expect(year.refreshes.hits).toBeLessThanOrEqual(rotations + kills / 10)
})

test('one process goes through the year although the disk is full for a third of it', async () => {
  const year = await openYear(temporary())
  let rotations = 0
  let lastIssuedAt = (await year.stored()).issuedAt
  let keeper = await startKeeper(year.task)
  leftovers.push(() => keeper.kill())

  for (let today = 1; today <= 365; today++) {
    year.clock.advance(day)
    if (today % 30 === 25 || today % 30 === 5) {
      await keeper.kill()
      keeper = await startKeeper(year.task, today % 30 === 25 ? 'full' : 'roomy')
    }
    expect(await keeper.use(year.clock.now()), `day ${today}`).toBe('ok')
    expect(await year.isLoggedIn(), `day ${today}`).toBe(true)
    const { issuedAt } = await year.stored()
    const isFull = today % 30 >= 25 || today % 30 < 5
    if (issuedAt !== lastIssuedAt) expect(isFull, `day ${today}`).toBe(false)
    if (issuedAt !== lastIssuedAt) rotations += 1
    lastIssuedAt = issuedAt
  }
  expect(rotations).toBeGreaterThanOrEqual(8)
})

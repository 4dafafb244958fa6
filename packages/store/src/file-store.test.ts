import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Credential } from '@denglu/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore, type FileStore } from './file-store.ts'

let home: string
let store: FileStore

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'denglu-store-'))
  store = createFileStore({ directory: join(home, 'deep', 'denglu') })
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

const credential = (userId: string, provider = 'bilibili'): Credential => ({
  provider,
  userId,
  version: 1,
  issuedAt: 1_700_000_000_000,
})

test('gives back what was written last', async () => {
  await store.write(credential('1'))
  const newer = { ...credential('1'), issuedAt: 2, cookies: [{ name: 'SESSDATA', value: '登录' }] }
  await store.write(newer)

  expect(await store.read({ provider: 'bilibili', userId: '1' })).toEqual(newer)
  expect(await store.read({ provider: 'bilibili', userId: '2' })).toBeUndefined()
})

test('touches nothing before it writes', async () => {
  expect(await store.list()).toEqual([])
  expect(await store.read({ provider: 'bilibili', userId: '1' })).toBeUndefined()
  await store.delete({ provider: 'bilibili', userId: '1' })

  expect(existsSync(store.directory)).toBe(false)
})

test('lists by provider and user, and leaves other files alone', async () => {
  await store.write(credential('2'))
  await store.write(credential('10'))
  await store.write(credential('7', 'qqmusic'))
  await store.writeCurrent(credential('2'))
  for (const stranger of ['notes.txt', 'a.b.c.json', 'bilibili.A.json', 'bilibili.%zz.json', 'bilibili.3.json.tmp'])
    writeFileSync(join(store.directory, stranger), '', { mode: 0o600 })

  expect(await store.list()).toEqual([
    { provider: 'bilibili', userId: '10' },
    { provider: 'bilibili', userId: '2' },
    { provider: 'qqmusic', userId: '7' },
  ])
})

test('forgets a credential and that it was the current one', async () => {
  await store.write(credential('1'))
  await store.write(credential('2'))
  await store.writeCurrent(credential('1'))
  expect(await store.readCurrent('bilibili')).toBe('1')

  await store.delete(credential('1'))

  expect(await store.readCurrent('bilibili')).toBeUndefined()
  expect(readdirSync(store.directory)).toEqual(['bilibili.2.json'])
})

test('is private from the first moment, whatever the umask', async () => {
  const before = process.umask(0)
  try {
    await store.write(credential('1'))
    await store.writeCurrent(credential('1'))
    await store.lock(credential('1'), async () => {})
  } finally {
    process.umask(before)
  }
  const modeOf = (path: string) => statSync(path).mode & 0o777

  expect(modeOf(store.directory)).toBe(0o700)
  expect(readdirSync(store.directory).map((name) => [name, modeOf(join(store.directory, name))])).toEqual([
    ['bilibili.1.json', 0o600],
    ['bilibili.1.lock', 0o600],
    ['bilibili.json', 0o600],
  ])
})

test.each(['../../escape', '..', '/etc/passwd', 'a\0b', 'C:\\x', 'con', 'UPPER', 'é登', '%2e%2e', 'a.b', '-rf', ' '])(
  'keeps the id %j in one file of the directory',
  async (userId) => {
    await store.write(credential(userId))
    await store.lock(credential(userId), async () => {})

    expect(await store.list()).toEqual([{ provider: 'bilibili', userId }])
    expect(await store.read(credential(userId))).toEqual(credential(userId))
    expect(readdirSync(home, { recursive: true })).toHaveLength(4)
    expect(readdirSync(store.directory).join()).toMatch(/^[a-z0-9_%A-F.-]+,[a-z0-9_%A-F.-]+$/)
  },
)

test('keeps ids apart that differ only in case', async () => {
  await store.write(credential('abc'))
  await store.write(credential('ABC'))

  const names = readdirSync(store.directory).map((name) => name.toLowerCase())
  expect(new Set(names).size).toBe(2)
})

test('refuses an id that makes no file name', async () => {
  await expect(store.write(credential('x'.repeat(300)))).rejects.toMatchObject({ code: 'store-unavailable' })
})

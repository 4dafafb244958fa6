import { expect, test } from 'vitest'
import { createEmulator } from '../emulator.ts'

test('there is somebody to log in as, with an id beyond 32 bits', () => {
  const { accounts } = createEmulator().bilibili
  expect(accounts.list()).toEqual([accounts.first])
  expect(accounts.first.mid).toBeGreaterThan(2 ** 32)
  expect(accounts.first.name).not.toBe('')
  expect(accounts.first.avatarUrl).toMatch(/^https:\/\/i0\.hdslb\.com\/bfs\/face\/[0-9a-f]{40}\.jpg$/)
})

test('accounts can be given, added and found', () => {
  const { accounts } = createEmulator({ bilibili: { accounts: [{ mid: 7, name: '七' }, { name: '八' }] } }).bilibili
  const added = accounts.add()
  expect(
    accounts
      .list()
      .map(({ name }) => name)
      .slice(0, 2),
  ).toEqual(['七', '八'])
  expect(accounts.find(added.mid)).toBe(added)
  expect(accounts.find(8)).toBeUndefined()
  expect(new Set(accounts.list().map(({ mid }) => mid)).size).toBe(3)
})

test('a mid is unique and a positive integer', () => {
  const { accounts } = createEmulator().bilibili
  expect(() => accounts.add({ mid: accounts.first.mid })).toThrow(RangeError)
  for (const mid of [0, -1, 1.5, 2 ** 53]) expect(() => accounts.add({ mid })).toThrow(RangeError)
})

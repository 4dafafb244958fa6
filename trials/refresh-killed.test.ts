import { describe, expect, test } from 'vitest'
import { openHousehold } from './household.ts'

const requests = ['time', 'permission', 'refresh', 'confirmation']
const deaths = [
  ...requests.flatMap((name, index) => [
    { name: `before the ${name}`, death: { at: 'before-request', count: index + 1 } as const },
    { name: `after the ${name}, its answer unread`, death: { at: 'after-request', count: index + 1 } as const },
  ]),
  ...[1, 2].flatMap((count) => [
    { name: `before write ${count}`, death: { at: 'before-write', count } as const },
    { name: `after write ${count}`, death: { at: 'after-write', count } as const },
  ]),
]

test('a refresh makes four requests and two writes', async () => {
  await using household = await openHousehold()
  expect(await household.refresh()).toEqual({ code: 0, signal: null, counts: { request: 4, write: 2 } })
})

describe('a web refresh killed with kill -9', () => {
  test.concurrent.each(deaths)('$name, then run again', async ({ death }) => {
    await using household = await openHousehold()
    const before = await household.read()
    expect(await household.refresh(death)).toMatchObject({ code: null, signal: 'SIGKILL' })
    // Whatever is stored now works, or a fresh start could not mend it.
    expect(await household.check()).not.toBe('expired')
    expect(await household.refresh()).toMatchObject({ code: 0 })
    expect(await household.check()).toBe('valid')
    const after = await household.read()
    expect(after).not.toHaveProperty('replaces')
    expect(after.cookies).not.toEqual(before.cookies)
  })
})

describe('a refresh of app tokens killed with kill -9', () => {
  test.concurrent.each([
    { at: 'before-request', count: 1 },
    { at: 'after-request', count: 1 },
    { at: 'before-write', count: 1 },
    { at: 'after-write', count: 1 },
  ] as const)('$at, then run again', async (death) => {
    await using household = await openHousehold('tv-qr')
    expect(await household.refresh(death)).toMatchObject({ signal: 'SIGKILL' })
    expect(await household.refresh()).toMatchObject({ code: 0 })
    expect(await household.check()).toBe('valid')
  })
})

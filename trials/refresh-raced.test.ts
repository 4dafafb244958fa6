import { expect, test } from 'vitest'
import { openHousehold } from './household.ts'

test('two processes that refresh one credential at once never lose it', async () => {
  await using household = await openHousehold()
  for (let round = 0; round < 3; round++) {
    const outcomes = await Promise.all([household.refresh(), household.refresh()])
    expect(outcomes).toMatchObject([{ code: 0 }, { code: 0 }])
    expect(await household.check()).toBe('valid')
    expect(household.account.sessions()).toHaveLength(1)
  }
})

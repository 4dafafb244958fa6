import { expect, test } from 'vitest'
import { setUp } from '../__fixtures__/person.ts'
import { embeddedCountries, findCountry, searchCountries } from './countries.ts'

const list = await embeddedCountries()
const names = (text: string) => searchCountries(list, text).map(({ name }) => name)

test('the list of this release is that of the service', async () => {
  const { provider, sent } = setUp()
  expect(await provider.fetchCountries()).toEqual(list)
  expect(sent).toHaveLength(1)
  expect(list).toHaveLength(215)
  expect(new Set(list.map(({ id }) => id)).size).toBe(215)
  expect(list.every(({ dialingCode, name }) => /^\d{1,4}$/.test(dialingCode) && name !== '')).toBe(true)
  expect(list[0]).toEqual({ id: 1, name: '中国大陆', dialingCode: '86' })
})

test('what the service knows today goes before it', async () => {
  const data = { common: [{ id: 1, cname: '中国大陆', country_id: '86' }], others: [] }
  const { create } = setUp()
  expect(await create(() => Response.json({ code: 0, data })).fetchCountries()).toHaveLength(1)
})

test.each([
  ['a lost connection', () => Promise.reject(new TypeError('fetch failed'))],
  ['another shape', () => Response.json({ code: 0, data: {} })],
  ['a blocked request', () => new Response('<html></html>', { status: 412 })],
])('after %s it is used', async (_what, answer) => {
  expect(await setUp().create(answer).fetchCountries()).toEqual(list)
})

test('but not after an abort', async () => {
  const { provider } = setUp()
  await expect(provider.fetchCountries({ signal: AbortSignal.abort('enough') })).rejects.toBe('enough')
})

test('one is searched by a part of its name or of its dialing code', () => {
  expect(names('中国')).toEqual(['中国大陆', '中国香港特别行政区', '中国澳门特别行政区', '中国台湾'])
  expect(names('886')).toEqual(['中国台湾'])
  expect(names('+85')).toContain('中国香港特别行政区')
  expect(names('0086')).toContain('中国大陆')
  expect(names('nowhere')).toEqual([])
})

test('one is found by name, by dialing code or by id', () => {
  expect(findCountry(list, { name: '日本' })?.dialingCode).toBe('81')
  expect(findCountry(list, { name: '日' })).toBeUndefined()
  for (const dialingCode of ['86', '+86', 86]) expect(findCountry(list, { dialingCode })?.id).toBe(1)
  expect(findCountry(list, { dialingCode: 'x' })).toBeUndefined()
  expect(findCountry(list, { id: 9 })?.name).toBe('加拿大')
})

test('of the two that share a dialing code, the first is found', () => {
  const shared = list.filter(
    ({ dialingCode }, _at, all) => all.filter((one) => one.dialingCode === dialingCode).length > 1,
  )
  expect(shared.map(({ id, name, dialingCode }) => [id, name, dialingCode])).toEqual([
    [4, '美国', '1'],
    [9, '加拿大', '1'],
  ])
  expect(findCountry(list, { dialingCode: 1 })?.id).toBe(4)
})

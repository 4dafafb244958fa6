import { expect, test } from 'vitest'
import { type ErrorCorrection, type QrMatrix, toMatrix } from './matrix.ts'
import { addresses, textOf } from './texts.fixture.ts'

test('finder patterns stand in three corners, and outside the code everything is light', async () => {
  const { size, isDark } = await toMatrix(textOf(addresses.wechat))

  for (const [top, left] of [
    [0, 0],
    [0, size - 7],
    [size - 7, 0],
  ] as const) {
    const rowAt = (row: number) =>
      Array.from({ length: 7 }, (_, at) => (isDark(top + row, left + at) ? '#' : '.')).join('')
    expect([0, 1, 3, 6].map(rowAt)).toEqual(['#######', '#.....#', '#.###.#', '#######'])
  }
  expect([isDark(-1, 0), isDark(0, -1), isDark(size, 0), isDark(0, size), isDark(-9, size + 9)]).not.toContain(true)
})

test('a code corrects more errors than asked when that takes no more room', async () => {
  const intl = (errorCorrection: ErrorCorrection) => toMatrix(textOf(addresses.bilibiliIntl), { errorCorrection })

  const [low, medium, quartile] = await Promise.all([intl('low'), intl('medium'), intl('quartile')])

  expect([low.size, levelOf(low)]).toEqual([37, 'medium'])
  expect([medium.size, levelOf(medium)]).toEqual([37, 'medium'])
  expect(quartile.size).toBeGreaterThan(37)
})

test.each([
  ['no text', '', 'TypeError: A QR code needs a text'],
  ['a text too long', 'secret'.repeat(400), 'RangeError: The text is too long for a QR code'],
])('%s', async (_, text, message) => {
  await expect(toMatrix(textOf(text)).catch(String)).resolves.toBe(message)
})

test('the longest text fits', async () => {
  expect((await toMatrix(textOf('a'.repeat(2_953)), { errorCorrection: 'low' })).size).toBe(177)
})

/** The code says its level in two modules beside the lower finder pattern, masked with 10. */
function levelOf({ size, isDark }: QrMatrix): ErrorCorrection | undefined {
  const bits = [isDark(size - 1, 8), isDark(size - 2, 8)].map(Number).join('')
  const levels: Record<string, ErrorCorrection> = { '11': 'low', '10': 'medium', '01': 'quartile', '00': 'high' }
  return levels[bits]
}

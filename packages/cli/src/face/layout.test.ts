import { expect, test } from 'vitest'
import { renderTable } from './table.ts'
import { renderDay, renderTimeLeft } from './time.ts'
import { wrap } from './wrap.ts'

test('a table counts Chinese characters as two columns, and colours as none', () => {
  expect(
    renderTable([
      ['NAME', 'STATE'],
      ['林间听雨', '\u001b[32mok\u001b[39m'],
      ['a', 'b'],
    ]),
  ).toBe('NAME      STATE\n林间听雨  \u001b[32mok\u001b[39m\na         b')
})

test('the time left is rounded up and never negative', () => {
  expect(renderTimeLeft(180_000, 0)).toBe('3:00')
  expect(renderTimeLeft(60_001, 1_000)).toBe('1:00')
  expect(renderTimeLeft(1, 0)).toBe('0:01')
  expect(renderTimeLeft(0, 5_000)).toBe('0:00')
})

test('a day is said both ways', () => {
  const now = new Date(2027, 4, 1, 12).getTime()
  expect(renderDay(now + 3 * 86_400_000, now, 'en')).toBe('2027-05-04 (in 3 days)')
  expect(renderDay(now - 2 * 86_400_000, now, 'zh')).toBe('2027-04-29 (前天)')
})

test('lines break between words, not inside options, and anywhere in Chinese but before a mark', () => {
  expect(wrap('use --qr-file code.png now', 12)).toEqual(['use', '--qr-file', 'code.png now'])
  expect(wrap('一二三四，五六', 8)).toEqual(['一二三', '四，五六'])
  expect(wrap('', 8)).toEqual([''])
})

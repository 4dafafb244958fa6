import { expect, test } from 'vitest'
import { type Bar, isKept, renderRow } from './figure.ts'

const figure = (measured: number, bar: Bar) => ({ what: 'start', unit: 'ms', measured, bar }) as const

test.each<[number, Bar, boolean]>([
  [4, { kind: 'at-most', limit: 4 }, true],
  [5, { kind: 'at-most', limit: 4 }, false],
  [30, { kind: 'over-floor', floor: 20, limit: 10 }, true],
  [31, { kind: 'over-floor', floor: 20, limit: 10 }, false],
  [40, { kind: 'times-floor', floor: 20, limit: 2 }, true],
  [41, { kind: 'times-floor', floor: 20, limit: 2 }, false],
  [Number.NaN, { kind: 'at-most', limit: 4 }, false],
])('%d against %j is kept: %s', (measured, bar, kept) => {
  expect(isKept(figure(measured, bar))).toBe(kept)
})

test('a row shows the figure beside its floor', () => {
  expect(renderRow(figure(33.456, { kind: 'over-floor', floor: 20, limit: 12 }))).toEqual({
    what: 'start',
    measured: '33.46 ms',
    floor: '20 ms',
    against: '+13.46 ms',
    bar: '≤ +12 ms',
    kept: 'NO',
  })
})

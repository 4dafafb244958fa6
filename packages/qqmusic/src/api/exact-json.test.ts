import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactInteger, parseExactJson } from './exact-json.ts'

test('keeps every digit of an integer, whatever its size, in both directions', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 25n), max: 10n ** 25n }), (integer) => {
      const text = JSON.stringify({ musicid: exactInteger(`${integer}`) })
      expect(text).toBe(`{"musicid":${integer}}`)
      const isSafe = Number.isSafeInteger(Number(integer))
      expect(parseExactJson(text)).toEqual({ musicid: isSafe ? Number(integer) : `${integer}` })
    }),
  )
})

test('leaves everything else as JSON.parse would', () => {
  const text = '{"a":1.5,"b":1e400,"c":"12345678901234567890","d":[true,null,-0.1]}'
  expect(parseExactJson(text)).toEqual(JSON.parse(text))
  expect(parseExactJson('{')).toBeUndefined()
})

test('writes zeros in front as no JSON number has them', () => {
  expect(JSON.stringify(exactInteger('007'))).toBe('7')
})

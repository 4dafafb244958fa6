import { expect, test } from 'vitest'
import { parseGeetestAnswer } from './geetest-answer.ts'

const answer = { kind: 'geetest', challenge: 'c0a', validate: 'v1', seccode: 'v1|jordan' }

test.each([
  ['{"challenge":"c0a","validate":"v1","seccode":"v1|jordan"}'],
  ['{"geetest_challenge":"c0a","geetest_validate":"v1","geetest_seccode":"v1|jordan"}'],
  ['  {"challenge":"c0a","validate":"v1"}\n'],
  ['challenge=c0a&validate=v1&seccode=v1%7Cjordan'],
  ['challenge=c0a\nvalidate=v1\nseccode=v1|jordan'],
  ['http://localhost/result?geetest_challenge=c0a&geetest_validate=v1'],
])('%s is read', (text) => {
  expect(parseGeetestAnswer(text)).toEqual(answer)
})

test.each(['', 'nonsense', '{', '[]', 'null', '{"challenge":1,"validate":2}', 'validate=v1', '{"challenge":"c0a"}'])(
  '%j is no result, and is not repeated in the error',
  (text) => {
    expect(() => parseGeetestAnswer(text)).toThrow(
      expect.objectContaining({ code: 'input-invalid', message: 'this is not the result of a puzzle' }),
    )
  },
)

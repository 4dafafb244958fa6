import { type AnswerOf, LoginError } from '@denglu/core'

/**
 * Reads a puzzle's result that a person has copied from somewhere: JSON in GeeTest's words (`geetest_validate`) or
 * ours (`validate`), or the same as `name=value`.
 *
 * @throws {LoginError} `input-invalid`, with a hint of what is missing.
 */
export function parseGeetestAnswer(text: string): AnswerOf<'geetest'> {
  const fields = readFields(text.trim())
  const read = (name: string) => fields.get(`geetest_${name}`) ?? fields.get(name) ?? ''
  const challenge = read('challenge')
  const validate = read('validate')
  // The one field that can be told from another.
  const seccode = read('seccode') || `${validate}|jordan`
  if (challenge && validate) return { kind: 'geetest', challenge, validate, seccode }
  throw new LoginError('this is not the result of a puzzle', {
    code: 'input-invalid',
    hint: {
      en: 'This is not a whole result: it needs challenge and validate, as the puzzle returned them.',
      zh: '结果不完整：需要验证返回的 challenge 和 validate。',
    },
  })
}

function readFields(text: string): ReadonlyMap<string, string> {
  const json = text.startsWith('{') ? readJson(text) : undefined
  const pairs = json ? Object.entries(json) : new URLSearchParams(text.replace(/[\n;]\s*/g, '&').replace(/^.*\?/, ''))
  return new Map(
    [...pairs].flatMap(([name, value]) => (typeof value === 'string' ? [[name.trim(), value.trim()]] : [])),
  )
}

function readJson(text: string): object | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

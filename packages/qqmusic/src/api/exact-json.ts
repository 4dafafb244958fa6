import type { JsonValue } from '@denglu/core'

/** Both are part of JavaScript since Node 21, but not yet of TypeScript's library. */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { rawJSON(text: string): JsonValue }

/**
 * The JSON in a text without a digit lost: an integer beyond 2^53 becomes the string of its digits. WeChat's music ids
 * have up to 19. `undefined` where there is no JSON; the error of the parser would quote the text, which is secret.
 */
export function parseExactJson(text: string): unknown {
  try {
    return parse(text, keepDigits)
  } catch {
    return undefined
  }
}

const keepDigits: Reviver = (_key, value, { source = '' }) =>
  typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? source : value

/** An integer of any size, to be written into JSON digit by digit: the service takes no string in its place. */
export function exactInteger(digits: string): JsonValue {
  return rawJSON(BigInt(digits).toString())
}

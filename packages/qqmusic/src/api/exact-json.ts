import type { JsonValue } from '@denglu/core'

/** Both are part of JavaScript since Node 21, but not yet of TypeScript's library. */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { rawJSON(text: string): JsonValue }

/**
 * Parses JSON without losing a digit: an integer beyond 2^53 becomes the string of its digits. WeChat's music ids have
 * up to 19.
 *
 * @throws {SyntaxError}
 */
export function parseExactJson(text: string): unknown {
  return parse(text, (_key, value, { source }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && source && /^-?\d+$/.test(source) ? source : value,
  )
}

/** An integer of any size, to be written into JSON digit by digit: the service takes no string in its place. */
export function exactInteger(digits: string): JsonValue {
  return rawJSON(BigInt(digits).toString())
}

/** Both are part of JavaScript since Node 21, but not yet of TypeScript's library. */
type Reviver = (key: string, value: unknown, context: { readonly source?: string }) => unknown
const parse = JSON.parse as (text: string, reviver: Reviver) => unknown
const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown }

/** Parses JSON; integers beyond 2^53 become BigInts, so that they stay exact and stay integers. */
export function parseExactJson(text: string): unknown {
  return parse(text, (_key, value, { source = '' }) =>
    typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source) ? BigInt(source) : value,
  )
}

/** Writes JSON; BigInts become the integers they are. */
export function renderExactJson(value: unknown): string {
  return JSON.stringify(value, (_key, part) => (typeof part === 'bigint' ? rawJSON(`${part}`) : part))
}

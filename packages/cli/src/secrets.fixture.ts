/** Ids of people are no secrets, and too many other things look like them. */
const minLength = 8
const ids = /^\d+$/

/** Every text in a value that only its owner may know: cookies, tokens. */
export function findSecrets(value: unknown): string[] {
  if (typeof value === 'string') return value.length < minLength || ids.test(value) ? [] : [value]
  if (typeof value !== 'object' || value === null) return []
  const known = ['provider', 'kind', 'name', 'domain', 'path', 'appkey']
  return Object.entries(value).flatMap(([key, inner]) => (known.includes(key) ? [] : findSecrets(inner)))
}

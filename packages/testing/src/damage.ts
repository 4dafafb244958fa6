/** What may stand where something else should: empty, unfit for a header or a url, out of range, of another type. */
const odd = [undefined, null, '', '\ud800', 'a\r\nb: c', 'https://[', Number.POSITIVE_INFINITY, Array(1), {}]

/** Copies of plain JSON, each with one part, or the whole, replaced by something odd. */
export function* damage(value: unknown): Generator<unknown> {
  yield* odd
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value))
    for (const damaged of damage(part)) {
      const copy: object = Array.isArray(value) ? [...value] : { ...value }
      yield Object.assign(copy, { [key]: damaged })
    }
}

/** The keys of plain JSON, to tell one shape from another. */
export function shapeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return typeof value
  return `{${Object.entries(value).map(([key, part]) => `${key}:${shapeOf(part)}`)}}`
}

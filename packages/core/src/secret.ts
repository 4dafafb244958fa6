/** Node looks a custom rendering up by this registered symbol; naming it here needs no import of `node:util`. */
const inspectSymbol = Symbol.for('nodejs.util.inspect.custom')

/**
 * Makes a plain object print as `label` in `console.log` and `util.inspect`. The object stays plain JSON: the mark is
 * not enumerable, so copying, comparing and serialising never see it.
 */
export function hideFromInspect<T extends object>(value: T, label: string): T {
  return Object.defineProperty(value, inspectSymbol, { value: () => `[${label}, hidden]`, configurable: true })
}

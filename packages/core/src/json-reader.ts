import { LoginError } from './errors/login-error.ts'

/** Called with what is wrong; throws the error that fits where the JSON came from. */
export type Complain = (problem: string) => never

/**
 * Reads fields of a JSON value by path (`data.token_info.mid`), each with the type it must have. What does not fit is
 * reported by path and type; the value itself never gets into a message.
 */
export class JsonReader {
  readonly #value: unknown
  readonly #complain: Complain
  readonly #prefix: string

  constructor(value: unknown, complain: Complain, prefix = '') {
    this.#value = value
    this.#complain = complain
    this.#prefix = prefix
  }

  /** The value at `path` as it came, `undefined` when any part of the path is missing; the root for no path. */
  raw(path?: string): unknown {
    if (path === undefined) return this.#value
    let value = this.#value
    for (const key of path.split('.')) {
      if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
      value = (value as Record<string, unknown>)[key]
    }
    return value
  }

  /** Whether there is something at `path`: neither missing nor null. */
  has(path: string): boolean {
    return (this.raw(path) ?? undefined) !== undefined
  }

  string(path: string): string {
    const value = this.raw(path)
    // Half of a surrogate pair could not be sent back: encoding it throws.
    return typeof value === 'string' ? value.toWellFormed() : this.#wrong(path, 'a string', value)
  }

  /** A string with something in it. */
  text(path: string): string {
    return this.string(path) || this.#complain(`\`${this.#name(path)}\` is empty`)
  }

  /** A string of the form of `pattern`; `what` names it in an error. */
  matching(path: string, pattern: RegExp, what: string): string {
    const value = this.string(path)
    return pattern.test(value) ? value : this.#complain(`\`${this.#name(path)}\` is no ${what}`)
  }

  /** A finite number: `1e999` is JSON, too, but no time and no count. */
  number(path: string): number {
    const value = this.raw(path)
    if (typeof value !== 'number') return this.#wrong(path, 'a number', value)
    return Number.isFinite(value) ? value : this.#complain(`\`${this.#name(path)}\` is not finite`)
  }

  boolean(path: string): boolean {
    const value = this.raw(path)
    return typeof value === 'boolean' ? value : this.#wrong(path, 'true or false', value)
  }

  /** An id that services send as a number or as a string: always a non-empty string here. */
  id(path: string): string {
    const value = this.raw(path)
    if (typeof value !== 'number') return this.text(path)
    // A larger one has lost its last digits already: it would be somebody else's.
    return Number.isSafeInteger(value) ? String(value) : this.#complain(`\`${this.#name(path)}\` is no exact integer`)
  }

  /** One of the given literals. */
  oneOf<const T extends string>(path: string, choices: readonly T[]): T {
    const value = this.raw(path)
    return choices.find((choice) => choice === value) ?? this.#wrong(path, `one of ${choices.join(', ')}`, value)
  }

  /** The object at `path`, to read on from there; errors go on naming the whole path. */
  at(path: string): JsonReader {
    const value = this.raw(path)
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return this.#wrong(path, 'an object', value)
    return new JsonReader(value, this.#complain, `${this.#name(path)}.`)
  }

  /** The entries of the list at `path`, each to read on from. */
  list(path: string): readonly JsonReader[] {
    const value = this.raw(path)
    if (!Array.isArray(value)) return this.#wrong(path, 'a list', value)
    // Holes are entries, too: `map` would pass them over.
    return Array.from(value, (entry, index) => new JsonReader(entry, this.#complain, `${this.#name(path)}.${index}.`))
  }

  /** Reads with `read` when there is something at `path`, and gives `undefined` when there is not. */
  optional<T>(path: string, read: (path: string) => T): T | undefined {
    return this.has(path) ? read.call(this, path) : undefined
  }

  #name(path: string): string {
    return this.#prefix + path
  }

  #wrong(path: string, wanted: string, value: unknown): never {
    const found =
      value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
    return this.#complain(
      `\`${this.#name(path)}\` should be ${wanted} but is ${found === 'object' ? 'an object' : found}`,
    )
  }
}

/**
 * Reads JSON that a caller brings back: a snapshot, a stored credential.
 *
 * @throws {LoginError} `input-invalid`, naming `what` and the path, when it does not fit.
 */
export function readInput(value: unknown, what: string): JsonReader {
  const complain: Complain = (problem) => {
    throw new LoginError(`this is not ${what}: ${problem}`, { code: 'input-invalid' })
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) complain('it should be an object')
  return new JsonReader(value, complain)
}

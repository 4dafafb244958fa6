import { createHash, randomBytes } from 'node:crypto'

/** Everything the emulator makes up comes from here: ids, tokens, and whether a fault strikes. */
export interface Random {
  bytes(length: number): Buffer
  /** Lower-case hexadecimal, `length` characters. */
  hex(length: number): string
  /** `length` characters, each taken from `alphabet`. */
  text(length: number, alphabet: string): string
  digits(length: number): string
  uuid(): string
  /** True `rate` of the time, 0 to 1. */
  chance(rate: number): boolean
  /** A stream of its own, so that drawing from one does not shift the other. */
  fork(name: string): Random
}

/** Unpredictable without a seed; with one, the same values in the same order on every run. */
export function createRandom(seed?: string | number): Random {
  let drawn = 0
  const bytes = (length: number): Buffer =>
    seed === undefined
      ? randomBytes(length)
      : createHash('shake256', { outputLength: length }).update(`${seed}:${drawn++}`).digest()
  const hex = (length: number) =>
    bytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length)
  const text = (length: number, alphabet: string) =>
    Array.from(bytes(length), (byte) => alphabet[byte % alphabet.length]).join('')

  return {
    bytes,
    hex,
    text,
    digits: (length) => text(length, '0123456789'),
    uuid: () => [8, 4, 4, 4, 12].map(hex).join('-'),
    chance: (rate) => bytes(4).readUInt32BE() / 2 ** 32 < rate,
    fork: (name) => createRandom(seed === undefined ? undefined : `${seed}/${name}`),
  }
}

/** Randomness as an argument, for nonces and device ids. */
export interface Random {
  /** `length` bytes, unpredictable unless a test says otherwise. */
  bytes(length: number): Uint8Array
}

export const systemRandom: Random = {
  bytes: (length) => crypto.getRandomValues(new Uint8Array(length)),
}

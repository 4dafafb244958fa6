/** The hash of `ptqrtoken` (seed 0) and `g_tk` (seed 5381). */
export function hash33(text: string, seed: number): number {
  let hash = BigInt(seed)
  for (const sign of text) hash = hash * 33n + BigInt(sign.charCodeAt(0))
  return Number(hash & 0x7fffffffn)
}

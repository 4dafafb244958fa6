/**
 * The hash behind `ptqrtoken` (seed 0) and every `g_tk` (seed 5381): h = h * 33 + code, of which 31 bits count.
 *
 * @see docs/services/qqmusic.md#hash33
 */
export function hash33(text: string, seed = 0): number {
  let hash = seed
  for (let index = 0; index < text.length; index++) hash = (Math.imul(hash, 33) + text.charCodeAt(index)) | 0
  return hash & 0x7fffffff
}

/** The `g_tk` of a key: `p_skey` at QQ Connect, `musickey` at the music web interfaces. */
export function gtk(key: string): number {
  return hash33(key, 5381)
}

import { createHash } from 'node:crypto'

const scramble = Buffer.from('5927b396da523afcb134ba7b7840f2858fa179b3', 'hex')

/** The signature of a body, as `musics.fcg` computes it. */
export function signBody(body: string): string {
  const hash = createHash('sha1').update(body)
  const digest = hash.digest()
  const hex = digest.toString('hex').toUpperCase()
  const pick = (...indexes: number[]) => indexes.map((index) => hex.charAt(index)).join('')
  for (const [index, byte] of scramble.entries()) digest[index] = byte ^ (digest[index] ?? 0)
  const middle = digest.toString('base64').replace(/[\\/+=]/g, '')
  return `zzc${pick(23, 14, 6, 36, 16, 7, 19)}${middle}${pick(16, 1, 32, 12, 19, 27, 8, 5)}`.toLowerCase()
}

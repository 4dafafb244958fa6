import { nodeCrypto } from './node-crypto.ts'

const head = [23, 14, 6, 36, 16, 7, 19]
const tail = [16, 1, 32, 12, 19, 27, 8, 5]
const scramble = [89, 39, 179, 150, 218, 82, 58, 252, 177, 52, 186, 123, 120, 64, 242, 133, 143, 161, 121, 179]

/**
 * The signature that `musics.fcg` asks for, over the very text that is sent as the body.
 *
 * @see docs/services/qqmusic.md#signature
 */
export function signBody(body: string): string {
  const digest = nodeCrypto().createHash('sha1').update(body).digest()
  const hex = digest.toString('hex')
  const pick = (indexes: readonly number[]) => indexes.map((index) => hex.charAt(index)).join('')
  const scrambled = digest.map((byte, index) => byte ^ (scramble[index] ?? 0))
  const middle = Buffer.from(scrambled).toString('base64').replace(/[/+=]/g, '')
  return `zzc${pick(head)}${middle}${pick(tail)}`.toLowerCase()
}

import { createHash } from 'node:crypto'
import type { Random } from '../random.ts'
import { qimeiHost } from './hosts.ts'

const url = `https://${qimeiHost}/tme/trpc/proxy`
const headerSecret = 'qimei_qq_androidpzAuCmaFAaFaHrdakPjLIEqKrGnSOOvH'
const bodySecret = 'ZdJqM15EeO2zWc08'

export function isForQimei(request: Request): boolean {
  return request.method === 'POST' && request.url === url
}

/**
 * Numbers a device. Its parameters are sealed with a key of the service's own, so only the seals are checked.
 *
 * @see docs/services/qqmusic.md#qimei
 */
export async function answerQimei(request: Request, random: Random): Promise<Response> {
  const { headers } = request
  const seconds = headers.get('timestamp') ?? ''
  const body: unknown = await request.json().catch(() => undefined)
  const isHeaderGood =
    headers.get('method') === 'GetQimei' &&
    headers.get('appid') === 'qimei_qq_android' &&
    headers.get('sign') === md5(headerSecret + seconds)
  if (!isHeaderGood || !isSealed(body, seconds)) return Response.json({ code: 10001, data: '' })
  const numbers = { q16: random.hex(32), q36: random.hex(36) }
  // JSON within JSON.
  return Response.json({ code: 0, data: JSON.stringify({ code: 0, data: numbers }) })
}

function isSealed(body: unknown, seconds: string): boolean {
  const { qimeiParams } = Object(body)
  const { key, params, time, nonce, sign, extra } = Object(qimeiParams)
  if (`${time}` !== seconds) return false
  const sealed = `${key}${params}${seconds}000${nonce}${bodySecret}${extra}`
  return Buffer.from(`${key}`, 'base64').length === 128 && sign === md5(sealed)
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}

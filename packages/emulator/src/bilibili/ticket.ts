import { createHmac } from 'node:crypto'
import type { Call } from '../http/router.ts'
import { api } from './hosts.ts'
import { type BilibiliRoute, post } from './route.ts'
import type { BilibiliService } from './service.ts'

const livesS = 259_200

/**
 * Tickets that make a device look better.
 *
 * @see docs/services/bilibili.md#device
 */
export function ticketRoutes({ world, sessions, replies }: BilibiliService): readonly BilibiliRoute[] {
  function ticket({ params, cookies }: Call): Response {
    const ts = params.get('context[ts]') ?? ''
    const sign = createHmac('sha256', 'XgwSnGZ1p').update(`ts${ts}`).digest('hex')
    if (params.get('key_id') !== 'ec02' || !/^\d+$/.test(ts) || params.get('hexsign') !== sign)
      return replies.refuse(400)
    const csrf = params.get('csrf')
    if (csrf && csrf !== sessions.bySessdata(cookies.get('SESSDATA'))?.cookies.bili_jct) return replies.refuse(-111)
    const created_at = Math.floor(world.serviceTime() / 1000)
    return replies.ok({
      ticket: createToken(created_at),
      created_at,
      ttl: livesS,
      context: {},
      nav: { img: '', sub: '' },
    })
  }

  /** In the shape of a JWT; nobody checks it. */
  function createToken(createdAt: number): string {
    const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const head = { alg: 'HS256', kid: 's03', typ: 'JWT' }
    const signature = world.random.bytes(32).toString('base64url')
    return `${part(head)}.${part({ exp: createdAt + livesS, iat: createdAt, plt: -1 })}.${signature}`
  }

  return [post([api], '/bapis/bilibili.api.ticket.v1.Ticket/GenWebTicket', ticket)]
}

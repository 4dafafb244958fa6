import type { CookieToSet } from '../http/cookies.ts'
import type { Call } from '../http/router.ts'
import { api, home } from './hosts.ts'
import { type BilibiliRoute, get, post } from './route.ts'
import type { BilibiliService } from './service.ts'

const yearMs = 365 * 86_400_000

/** Where a client gets the ids of its device, and where browsers send its fingerprint. */
export function deviceRoutes({ world, replies }: BilibiliService): readonly BilibiliRoute[] {
  const { random } = world
  const buvid3 = () => `${random.uuid().toUpperCase()}${random.digits(5)}infoc`
  const buvid4 = () => {
    const opaque = random.bytes(18).toString('base64')
    return `${random.uuid().toUpperCase()}${random.digits(5)}-${random.digits(9)}-${opaque}`
  }

  /** The home page gives a new visitor both cookies; who has only the first gets a `b_nut` of 100. */
  function openHome({ cookies }: Call): Response {
    const known = cookies.has('buvid3')
    const cookie = (name: string, value: string): CookieToSet => ({
      name,
      value,
      domain: '.bilibili.com',
      expiresAt: world.serviceTime() + yearMs,
    })
    const given = [
      ...(known ? [] : [cookie('buvid3', buvid3())]),
      ...(known && cookies.has('b_nut')
        ? []
        : [cookie('b_nut', known ? '100' : `${Math.floor(world.serviceTime() / 1000)}`)]),
    ]
    return replies.page('<!DOCTYPE html><html lang="zh-CN"><head><title>哔哩哔哩</title></head><body></body></html>', {
      cookies: given,
    })
  }

  const spi = () => replies.json({ code: 0, data: { b_3: buvid3(), b_4: buvid4() }, message: 'ok' })

  return [
    get([home], '/', openHome),
    get([api], '/x/frontend/finger/spi', spi),
    get([api], '/x/frontend/finger/spi_v2', spi),
    get([api], '/x/web-frontend/getbuvid', () => replies.json({ code: 0, data: { buvid: buvid3() } })),
    post([api], '/x/internal/gaia-gateway/ExClimbWuzhi', () => replies.json({ code: 0, message: '0', data: {} })),
  ]
}

import type { Call, Route } from '../http/router.ts'
import { hash33 } from './hash33.ts'
import { profileHost } from './hosts.ts'
import type { QQMusicService } from './service.ts'

/** The page by which clients in the manner of the web find out whether their cookies still work. */
export function profilePageRoutes({ sessions }: QQMusicService): readonly Route[] {
  function profile({ params, cookies }: Call): Response {
    const key = cookies.get('qqmusic_key') ?? cookies.get('qm_keyst') ?? ''
    const userId = (cookies.get('uin') ?? '').replace(/^o/, '')
    const session = params.get('g_tk') === `${hash33(key, 5381)}` ? sessions.use(userId, key) : undefined
    if (!session) return Response.json({ code: 1000, subcode: 1000, data: {} })
    const { name, userId: hostuin } = session.account
    return Response.json({ code: 0, subcode: 0, data: { creator: { nick: name, hostuin } } })
  }

  return [{ method: 'GET', hosts: [profileHost], path: '/rsc/fcgi-bin/fcg_get_profile_homepage.fcg', handle: profile }]
}

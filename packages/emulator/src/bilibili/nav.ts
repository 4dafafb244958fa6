import type { Call } from '../http/router.ts'
import { api } from './hosts.ts'
import { type BilibiliRoute, get } from './route.ts'
import type { BilibiliService } from './service.ts'

/** Invented; nothing here asks for the signature that they lead to. */
const wbi_img = {
  img_url: 'https://i0.hdslb.com/bfs/wbi/00112233445566778899aabbccddeeff.png',
  sub_url: 'https://i0.hdslb.com/bfs/wbi/ffeeddccbbaa99887766554433221100.png',
}

/** Who is logged in: the check that every session must pass. */
export function navRoutes({ sessions, accounts, replies }: BilibiliService): readonly BilibiliRoute[] {
  function nav({ cookies }: Call): Response {
    const session = sessions.bySessdata(cookies.get('SESSDATA'))
    const account = session && accounts.find(session.mid)
    if (!account) return replies.refuse(-101, { data: { isLogin: false, wbi_img } })
    return replies.ok({
      isLogin: true,
      mid: account.mid,
      uname: account.name,
      face: account.avatarUrl,
      level_info: { current_level: 4, current_min: 4500, current_exp: 5000, next_exp: 10800 },
      money: 12.5,
      moral: 70,
      email_verified: 1,
      mobile_verified: 1,
      vipStatus: 0,
      vipType: 0,
      vipDueDate: 0,
      wbi_img,
    })
  }
  return [get([api], '/x/web-interface/nav', nav)]
}

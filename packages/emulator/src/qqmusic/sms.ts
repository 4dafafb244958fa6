import type { Call, Route } from '../http/router.ts'
import type { QQMusicAccount, QQMusicAccounts } from './accounts.ts'
import type { MusicReply } from './gateway.ts'
import { security } from './hosts.ts'
import type { QQMusicService } from './service.ts'
import { createTickets } from './tickets.ts'

/** Text messages, and the page that a number may have to pass before the first one. */
export interface Sms {
  readonly routes: readonly Route[]
  send(phone: string): MusicReply
  redeem(phone: string, code: unknown): QQMusicAccount | MusicReply
  /** The code of the last message to this number, as the phone shows it. */
  read(phone: string): string | undefined
}

const path = '/n3/security'

export function createSms(service: Pick<QQMusicService, 'world' | 'settings'>, accounts: QQMusicAccounts): Sms {
  const { world, settings } = service
  const messages = new Map<string, { readonly code: string; readonly sentAt: number; used: boolean }>()
  const pages = createTickets<string>(world.random)
  const trusted = new Set<string>()

  function visit({ params }: Call): Response {
    const phone = pages.redeem(params.get('ticket'))
    if (phone === undefined) return new Response('<p>此页面已失效</p>', { status: 404, headers: html })
    trusted.add(phone)
    return new Response('<p>验证成功，请返回应用继续登录</p>', { headers: html })
  }

  return {
    routes: [{ method: 'GET', hosts: [security], path, handle: visit }],
    send(phone) {
      if (!/^\d{5,15}$/.test(phone)) return { code: 20261, data: { errMsg: '手机号格式错误' } }
      if (settings.smsWantsCaptcha && !trusted.has(phone)) {
        return { code: 20276, data: { securityURL: `https://${security}${path}?ticket=${pages.issue(phone)}` } }
      }
      const last = messages.get(phone)
      if (last && world.clock.now() < last.sentAt + settings.smsEveryMs) return { code: 100001, data: {} }
      // Every other code begins with a zero, which is a digit too.
      const code = `${messages.size % 2 === 0 ? '0' : ''}${world.random.digits(6)}`.slice(0, 6)
      messages.set(phone, { code, sentAt: world.clock.now(), used: false })
      return { code: 0, data: {} }
    },
    redeem(phone, code) {
      const message = messages.get(phone)
      if (!message || message.used || message.code !== code) return { code: 20271, data: { errMsg: '验证码错误' } }
      message.used = true
      return accounts.byPhone(phone) ?? { code: 20274, data: unbound(phone, world.random.hex(24)) }
    },
    read: (phone) => messages.get(phone)?.code,
  }
}

const html = { 'content-type': 'text/html; charset=utf-8' }

/** What came with a real 20274. */
function unbound(phone: string, token: string) {
  return {
    musicid: 0,
    str_musicid: '',
    musickey: '',
    token,
    encryptedPhoneNo: Buffer.from(token).toString('base64'),
    phoneNo: `${phone.slice(0, 3)}****${phone.slice(-4)}`,
    otherAccounts: [],
    otherPhoneNo: '',
    isShowDevManage: 0,
  }
}

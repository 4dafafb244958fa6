import type { Call, Route } from '../http/router.ts'
import type { QQMusicAccount, QQMusicAccounts } from './accounts.ts'
import type { MusicReply } from './gateway.ts'
import { security } from './hosts.ts'
import type { QQMusicService } from './service.ts'
import { createTickets } from './tickets.ts'

/** A text message that has arrived. */
export interface QQMusicTextMessage {
  /** A number without its country. */
  readonly to: string
  readonly text: string
  /** Six digits, as text: every other one begins with a zero, which a client must not lose. */
  readonly code: string
}

/** Text messages, and the page that a number may have to pass before the first one. */
export interface Sms {
  readonly routes: readonly Route[]
  send(phone: string): MusicReply
  redeem(phone: string, code: unknown): QQMusicAccount | MusicReply
  /** Everything that was sent, oldest first. */
  list(): readonly QQMusicTextMessage[]
}

const path = '/n3/security'

export function createSms(service: Pick<QQMusicService, 'world' | 'settings'>, accounts: QQMusicAccounts): Sms {
  const { world, settings } = service
  const sent: { readonly to: string; readonly code: string; readonly sentAt: number; used: boolean }[] = []
  const lastTo = (phone: string) => sent.findLast(({ to }) => to === phone)
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
      const last = lastTo(phone)
      if (last && world.clock.now() < last.sentAt + settings.smsEveryMs) return { code: 100001, data: {} }
      const code = `${sent.length % 2 === 0 ? '0' : ''}${world.random.digits(6)}`.slice(0, 6)
      sent.push({ to: phone, code, sentAt: world.clock.now(), used: false })
      return { code: 0, data: {} }
    },
    redeem(phone, code) {
      const message = lastTo(phone)
      if (!message || message.used || message.code !== code) return { code: 20271, data: { errMsg: '验证码错误' } }
      message.used = true
      return accounts.byPhone(phone) ?? { code: 20274, data: unbound(phone, world.random.hex(24)) }
    },
    list: () => sent.map(({ to, code }) => ({ to, code, text: `【QQ音乐】验证码 ${code}，请勿泄露。` })),
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

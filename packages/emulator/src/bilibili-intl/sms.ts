import type { Call, Route } from '../http/router.ts'
import { demandCaptcha } from './captcha.ts'
import { passport } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import type { Success } from './success.ts'

interface Sent {
  readonly dialingCode: string
  readonly phone: string
  readonly sentAt: number
  /** A code works once. */
  isUsed: boolean
}

const base = '/x/intl/passport-login/web'
const coolDownMs = 60_000

/** Logging in with a code by text message. A number that is not known gets an account. */
export function smsRoutes(service: BilibiliIntlService, success: Success): readonly Route[] {
  const { world, settings, accounts, cipher } = service
  const sent = new Map<string, Sent>()
  const now = () => world.clock.now()

  /** To whom, or the code to refuse with. */
  function readRecipient({ params }: Call): Pick<Sent, 'dialingCode' | 'phone'> | number {
    const dialingCode = params.body.get('cid')
    const encrypted = params.body.get('tel')
    if (!dialingCode) return 86003
    if (!encrypted) return 86004
    const phone = cipher.open(encrypted)
    if (!phone.ok) return 86000
    return /^\d{5,15}$/.test(phone.text) ? { dialingCode, phone: phone.text } : 86005
  }

  function send(call: Call): Response {
    if (settings.regionRefused) return refuse(10003003, call)
    const recipient = readRecipient(call)
    if (typeof recipient === 'number') return refuse(recipient, call)
    const problem = settings.smsWantsCaptcha ? demandCaptcha(call, service) : undefined
    if (problem !== undefined) return refuse(problem, call)
    const isTooSoon = [...sent.values()].some(
      ({ phone, sentAt }) => phone === recipient.phone && now() < sentAt + coolDownMs,
    )
    if (isTooSoon) return refuse(86200, call)
    const key = world.random.hex(32)
    sent.set(key, { ...recipient, sentAt: now(), isUsed: false })
    return ok({ captcha_key: key })
  }

  function login(call: Call): Response {
    const recipient = readRecipient(call)
    if (typeof recipient === 'number') return refuse(recipient, call)
    const { body } = call.params
    const message = sent.get(body.get('captcha_key') ?? '')
    if (!message || message.isUsed || now() >= message.sentAt + settings.smsCodeLivesMs) return refuse(86205, call)
    if (message.dialingCode !== recipient.dialingCode) return refuse(86206, call)
    if (message.phone !== recipient.phone) return refuse(86207, call)
    if (body.get('code') !== settings.smsCode) return refuse(86202, call)
    message.isUsed = true
    const { dialingCode, phone } = recipient
    const known = accounts.find((account) => account.dialingCode === dialingCode && account.phone === phone)
    return success.answer((known ?? accounts.add(recipient)).mid, { isNew: !known })
  }

  return [
    { method: 'POST', hosts: [passport], path: `${base}/sms/send`, handle: send },
    { method: 'POST', hosts: [passport], path: `${base}/login/sms`, handle: login },
  ]
}

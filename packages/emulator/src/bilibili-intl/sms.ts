import type { Call, Route } from '../http/router.ts'
import type { PhoneNumber, TextMessage } from '../phone/sms-phone.ts'
import { demandCaptcha } from './captcha.ts'
import { passport } from './hosts.ts'
import { ok, refuse } from './replies.ts'
import type { BilibiliIntlService } from './service.ts'
import type { Success } from './success.ts'

interface Sent extends TextMessage {
  readonly sentAt: number
  /** A code works once. */
  isUsed: boolean
}

const base = '/x/intl/passport-login/web'
const coolDownMs = 60_000

export interface IntlSms {
  readonly routes: readonly Route[]
  /** Oldest first. */
  messages(): readonly TextMessage[]
}

/** Logging in with a code by text message. A number that is not known gets an account. */
export function createSms(service: BilibiliIntlService, success: Success): IntlSms {
  const { world, settings, accounts, cipher } = service
  const sent = new Map<string, Sent>()
  const now = () => world.clock.now()

  /** To whom, or the code to refuse with. */
  function readRecipient({ params }: Call): PhoneNumber | number {
    const dialingCode = params.body.get('cid')
    const encrypted = params.body.get('tel')
    if (!dialingCode) return 86003
    if (!encrypted) return 86004
    const opened = cipher.open(encrypted)
    if (!opened.ok) return 86000
    return /^\d{5,15}$/.test(opened.text) ? { dialingCode, number: opened.text } : 86005
  }

  function send(call: Call): Response {
    if (settings.regionRefused) return refuse(10003003, call)
    const recipient = readRecipient(call)
    if (typeof recipient === 'number') return refuse(recipient, call)
    const problem = settings.smsWantsCaptcha ? demandCaptcha(call, service) : undefined
    if (problem !== undefined) return refuse(problem, call)
    const isTooSoon = [...sent.values()].some(
      ({ number, sentAt }) => number === recipient.number && now() < sentAt + coolDownMs,
    )
    if (isTooSoon) return refuse(86200, call)
    const key = world.random.hex(32)
    const code = settings.smsCode
    const text = `[Bilibili] ${code} is your verification code.`
    sent.set(key, { ...recipient, text, code, sentAt: now(), isUsed: false })
    return ok({ captcha_key: key })
  }

  function login(call: Call): Response {
    const recipient = readRecipient(call)
    if (typeof recipient === 'number') return refuse(recipient, call)
    const { body } = call.params
    const message = sent.get(body.get('captcha_key') ?? '')
    if (!message || message.isUsed || now() >= message.sentAt + settings.smsCodeLivesMs) return refuse(86205, call)
    if (message.dialingCode !== recipient.dialingCode) return refuse(86206, call)
    if (message.number !== recipient.number) return refuse(86207, call)
    if (body.get('code') !== message.code) return refuse(86202, call)
    message.isUsed = true
    const { dialingCode, number: phone } = recipient
    const known = accounts.find((account) => account.dialingCode === dialingCode && account.phone === phone)
    return success.answer((known ?? accounts.add({ dialingCode, phone })).mid, { isNew: !known })
  }

  return {
    routes: [
      { method: 'POST', hosts: [passport], path: `${base}/sms/send`, handle: send },
      { method: 'POST', hosts: [passport], path: `${base}/login/sms`, handle: login },
    ],
    messages: () => [...sent.values()],
  }
}

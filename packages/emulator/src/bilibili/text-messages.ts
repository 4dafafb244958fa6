import type { PhoneNumber, TextMessage } from '../phone/sms-phone.ts'
import type { World } from '../world/world.ts'
import type { Code } from './codes.ts'
import type { BilibiliSettings } from './settings.ts'

interface Sent extends TextMessage {
  /** Names the message in the calls that follow: the `captcha_key`. */
  readonly key: string
  readonly purpose: string
  readonly sentAt: number
}

type Outcome<Done> = ({ readonly ok: true } & Done) | { readonly ok: false; readonly code: Code }

/** All messages that the service has sent. */
export interface TextMessages {
  /** @param purpose cool-downs and limits of different purposes do not mix */
  send(to: PhoneNumber, purpose: string): Outcome<{ readonly key: string }>
  /** Takes the code of a message, once: nothing, or the code to refuse it with. */
  take(
    key: string,
    given: { readonly to: PhoneNumber; readonly purpose: string; readonly code: string },
  ): Code | undefined
  /** Oldest first. */
  list(): readonly TextMessage[]
}

const dayMs = 86_400_000

export function createTextMessages({ clock, random }: World, settings: BilibiliSettings): TextMessages {
  const sent: Sent[] = []
  const open = new Map<string, Sent>()
  const digits = random.fork('text-messages')

  return {
    send(to, purpose) {
      const now = clock.now()
      const earlier = sent.filter((one) => isSame(one, to) && one.purpose === purpose && now < one.sentAt + dayMs)
      if (earlier.some(({ sentAt }) => now < sentAt + settings.smsCoolDownMs)) return { ok: false, code: 1003 }
      if (earlier.length >= settings.smsPerDay) return { ok: false, code: 86203 }
      // The first begins with a zero, which a client must not lose.
      const code = sent.length === 0 ? `0${digits.digits(5)}` : digits.digits(6)
      const text = `【哔哩哔哩】${code}短信验证码，5分钟内有效，请勿泄漏。`
      const message: Sent = {
        dialingCode: to.dialingCode,
        number: to.number,
        text,
        code,
        key: digits.hex(32),
        purpose,
        sentAt: now,
      }
      sent.push(message)
      open.set(message.key, message)
      return { ok: true, key: message.key }
    },
    take(key, { to, purpose, code }) {
      const message = open.get(key)
      if (!message || clock.now() >= message.sentAt + settings.smsCodeLivesMs) return 1007
      if (!isSame(message, to) || message.purpose !== purpose || message.code !== code) return 1006
      open.delete(key)
      return undefined
    },
    list: () => sent,
  }
}

function isSame(one: PhoneNumber, other: PhoneNumber): boolean {
  return one.dialingCode === other.dialingCode && one.number === other.number
}

import type { Phone } from '../phone/phone.ts'
import { PhoneError } from '../phone/phone-error.ts'
import type { TextMessage, TextMessages } from './text-messages.ts'

/** A phone that also gets text messages. */
export interface BilibiliPhone extends Phone {
  /**
   * The newest text message.
   *
   * @param to a number without its country; without it, whoever was written to last
   * @throws {PhoneError} `no-message`
   */
  readSms(to?: string): TextMessage
}

export function withTextMessages(phone: Phone, messages: TextMessages): BilibiliPhone {
  return {
    ...phone,
    messages: () => messages.list().map(({ dialingCode, number, text }) => ({ to: `+${dialingCode} ${number}`, text })),
    readSms(to) {
      const newest = messages.list().findLast(({ number }) => to === undefined || number === to)
      if (!newest) throw new PhoneError('no-message')
      return newest
    },
  }
}

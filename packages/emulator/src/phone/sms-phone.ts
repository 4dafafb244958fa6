import type { Phone } from './phone.ts'
import { PhoneError } from './phone-error.ts'

export interface PhoneNumber {
  /** The dialing code. */
  readonly dialingCode: string
  /** Within its country. */
  readonly number: string
}

/** A text message that has arrived. */
export interface TextMessage extends PhoneNumber {
  readonly text: string
  /** The digits in it. They are text, because a zero in front belongs to them. */
  readonly code: string
}

/** A phone that also gets text messages. */
export interface SmsPhone extends Phone {
  /**
   * The newest text message.
   *
   * @param to a number without its country; without it, whoever was written to last
   * @throws {PhoneError} `no-message`
   */
  readSms(to?: string): TextMessage
}

/** @param arrived what has arrived, oldest first */
export function withTextMessages(phone: Phone, arrived: () => readonly TextMessage[]): SmsPhone {
  return {
    ...phone,
    messages: () => arrived().map(({ dialingCode, number, text }) => ({ to: `+${dialingCode} ${number}`, text })),
    readSms(to) {
      const newest = arrived().findLast(({ number }) => to === undefined || number === to)
      if (!newest) throw new PhoneError('no-message')
      return newest
    },
  }
}

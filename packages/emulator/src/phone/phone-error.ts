const messages = {
  'unknown-code': 'the phone does not know this code',
  'dead-code': 'this code has expired, or was used already',
  'nothing-scanned': 'the phone has not scanned anything yet',
  'no-message': 'no text message has arrived',
  'unknown-account': 'nobody by this id is logged in on the phone',
} as const

export type PhoneErrorReason = keyof typeof messages

/** The phone cannot do what it was asked. */
export class PhoneError extends Error {
  override readonly name = 'PhoneError'
  readonly reason: PhoneErrorReason

  constructor(reason: PhoneErrorReason) {
    super(messages[reason])
    this.reason = reason
  }
}

/** The command line makes no sense as it is. The message and the advice are in the person's language. */
export class UsageError extends Error {
  readonly advice: string | undefined

  constructor(message: string, advice?: string) {
    super(message)
    this.name = 'UsageError'
    this.advice = advice
  }
}

/** The person pressed Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted')
    this.name = 'Interrupted'
  }
}

/** There is no account to work with. */
export class NotLoggedIn extends Error {
  readonly advice: string

  constructor(message: string, advice: string) {
    super(message)
    this.name = 'NotLoggedIn'
    this.advice = advice
  }
}

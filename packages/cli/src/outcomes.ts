/** The command line makes no sense as it is. The message and the advice are in the person's language. */
export class UsageError extends Error {
  readonly advice: string | undefined

  constructor(message: string, advice?: string) {
    super(message)
    this.name = 'UsageError'
    this.advice = advice
  }
}

/** The person pressed Ctrl-C, or the system asked the process to end. */
export class Interrupted extends Error {
  readonly exit: 'interrupted' | 'terminated'

  constructor(signal: 'SIGINT' | 'SIGTERM' = 'SIGINT') {
    super('interrupted')
    this.name = 'Interrupted'
    this.exit = signal === 'SIGINT' ? 'interrupted' : 'terminated'
  }
}

/** The time that `--timeout` gives is over. The message is in the person's language. */
export class TimedOut extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'TimedOut'
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

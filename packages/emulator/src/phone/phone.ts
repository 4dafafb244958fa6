import type { QrBook } from '../world/qr-book.ts'
import type { FollowedScript, PhoneScript, QrCode } from '../world/qr-code.ts'
import { PhoneError } from './phone-error.ts'

/** What a camera sees: the text of a QR code, as it is or as the `qr` of a `qr-ready` event. */
export type SeenQr =
  | string
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'image'; readonly base64: string }

/** Somebody who is logged in to the app on the phone. */
export interface PhoneAccount {
  readonly userId: string
  readonly name: string
  /** What a person types to log in without a code, where the service takes it. */
  readonly email?: string
  readonly password?: string
  readonly dialingCode?: string
  readonly phone?: string
}

/** Whose hands hold the phone. @default the first account */
export interface PhoneOptions {
  readonly account?: Pick<PhoneAccount, 'userId'>
}

/**
 * The app on a phone, which stands in for the human.
 *
 * @example
 * emulator.bilibili.phone.scan(event.qr)
 * emulator.bilibili.phone.confirm()
 */
export interface Phone {
  /** Everybody who can use it. */
  accounts(): readonly PhoneAccount[]
  /** @throws {PhoneError} */
  scan(qr: SeenQr, options?: PhoneOptions): void
  /** Taps "log in"; scans first where that has not happened. Without `qr`: the code scanned last. @throws {PhoneError} */
  confirm(qr?: SeenQr, options?: PhoneOptions): void
  /** Taps "cancel"; scans first where that has not happened. Without `qr`: the code scanned last. @throws {PhoneError} */
  decline(qr?: SeenQr, options?: PhoneOptions): void
  /** From now on does this with every new code, by the clock and without timers; `undefined` stops it. */
  follow(script: (PhoneScript & PhoneOptions) | undefined): void
  /** The text messages that have arrived, oldest first, where the service sends any. */
  messages?(): readonly { readonly to: string; readonly text: string }[]
}

export function createPhone(parts: {
  readonly realm: string
  /** The login method whose codes alone this app can read. @default all of the realm's */
  readonly method?: string
  readonly book: QrBook
  readonly accounts: () => readonly PhoneAccount[]
}): Phone {
  const { realm, method, book, accounts } = parts
  const isReadable = (code: QrCode) => code.realm === realm && (method ?? code.method) === code.method
  let lastScanned: QrCode | undefined

  function holder({ account }: PhoneOptions): string {
    const found = account ? accounts().find(({ userId }) => userId === account.userId) : accounts()[0]
    if (!found) throw new PhoneError('unknown-account')
    return found.userId
  }

  function look(qr: SeenQr | undefined): QrCode {
    if (qr === undefined) {
      const scanned = book.pending().filter((code) => isReadable(code) && code.state === 'scanned')
      const last = scanned.find((code) => code === lastScanned) ?? scanned.at(-1)
      if (!last) throw new PhoneError('nothing-scanned')
      return last
    }
    const code = book.recognise(typeof qr === 'string' ? qr : qr.kind === 'text' ? qr.text : qr.base64)
    if (!code || !isReadable(code)) throw new PhoneError('unknown-code')
    return code
  }

  const scan: Phone['scan'] = (qr, options = {}) => {
    const code = look(qr)
    if (!code.scan(holder(options))) throw new PhoneError('dead-code')
    lastScanned = code
  }

  const decide =
    (decision: 'confirm' | 'decline') =>
    (qr?: SeenQr, options: PhoneOptions = {}): void => {
      const code = look(qr)
      const userId = options.account ? holder(options) : (code.userId ?? holder(options))
      if (!code[decision](userId)) throw new PhoneError('dead-code')
    }

  return {
    accounts,
    scan,
    confirm: decide('confirm'),
    decline: decide('decline'),
    follow(script) {
      if (!script) return book.follow(method ?? realm, undefined)
      const { account, ...timing } = script
      const followed: FollowedScript = { ...timing, userId: holder(account ? { account } : {}) }
      book.follow(method ?? realm, followed)
    },
  }
}

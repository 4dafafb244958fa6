import { claimMid } from '../passport/mid.ts'
import type { Random } from '../random.ts'
import type { BilibiliIntlSession, BilibiliIntlSessions } from './sessions.ts'

export interface BilibiliIntlAccountOptions {
  readonly name?: string
  /** A positive integer. Default: the next free one from 1400000001. */
  readonly mid?: number
  readonly avatarUrl?: string
  /** Default: `user<mid>@example.com`. */
  readonly email?: string
  /** @default 'correct-horse-7' */
  readonly password?: string
  /** Digits only. Default: eight digits that follow from the mid. */
  readonly phone?: string
  /** @default '65' */
  readonly dialingCode?: string
  /** Whether a password is only accepted along with a captcha. May be changed at any time. @default false */
  readonly wantsCaptcha?: boolean
}

/** Somebody who has an account, and the app on the phone. */
export interface BilibiliIntlAccount {
  /** The mid as a string. */
  readonly userId: string
  readonly mid: number
  readonly name: string
  readonly avatarUrl: string
  readonly email: string
  readonly password: string
  readonly phone: string
  readonly dialingCode: string
  wantsCaptcha: boolean
  /** The sessions that are alive now, oldest first. */
  sessions(): readonly BilibiliIntlSession[]
  /** Opens a web session without the trouble of logging in. */
  openSession(): BilibiliIntlSession
  /** Ends every session and token, as a password change would. */
  endSessions(): void
}

export interface BilibiliIntlAccounts {
  /** @throws {RangeError} when the mid is taken, or is no positive integer. */
  add(options?: BilibiliIntlAccountOptions): BilibiliIntlAccount
  list(): readonly BilibiliIntlAccount[]
  /** The oldest: the one the phone uses unless told otherwise. */
  readonly first: BilibiliIntlAccount
  find(wanted: (account: BilibiliIntlAccount) => boolean): BilibiliIntlAccount | undefined
}

const firstMid = 1_400_000_001
const names = ['Mawar', 'Somchai', 'Linh', 'Aisyah', 'Wei Jie']

export function createAccounts(
  initial: readonly BilibiliIntlAccountOptions[],
  { sessions, random }: { readonly sessions: BilibiliIntlSessions; readonly random: Random },
): BilibiliIntlAccounts {
  const accounts = new Map<number, BilibiliIntlAccount>()

  function add(options: BilibiliIntlAccountOptions = {}): BilibiliIntlAccount {
    const mid = claimMid(accounts, { asked: options.mid, first: firstMid })
    const account: BilibiliIntlAccount = {
      userId: `${mid}`,
      mid,
      name: options.name ?? names[accounts.size % names.length] ?? '',
      avatarUrl: options.avatarUrl ?? `https://pic.bstarstatic.com/face/${random.hex(40)}.jpg`,
      email: options.email ?? `user${mid}@example.com`,
      password: options.password ?? 'correct-horse-7',
      phone: options.phone ?? `${80_000_000 + (mid % 10_000_000)}`,
      dialingCode: options.dialingCode ?? '65',
      wantsCaptcha: options.wantsCaptcha ?? false,
      sessions: () => sessions.of(mid),
      openSession: () => sessions.open(mid),
      endSessions: () => sessions.of(mid).forEach(sessions.end),
    }
    accounts.set(mid, account)
    return account
  }

  const first = add(initial[0])
  initial.slice(1).forEach(add)
  const list = () => [...accounts.values()]
  return { add, first, list, find: (wanted) => list().find(wanted) }
}

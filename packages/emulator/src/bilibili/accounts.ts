import { claimMid } from '../passport/mid.ts'
import type { Random } from '../random.ts'
import type { BilibiliSession, BilibiliSessions } from './sessions.ts'

/**
 * What a login by password or text message meets before it succeeds, by the `scene` of the url that the service sends:
 *
 * - `loginTelCheck`: a code to the phone (status 2, with a `request_id`); `loginTelCheck-2021` spells it `requestId`.
 * - `secLogin`: the same without a `request_id` (status 1). `deviceVerify`: the same for an unknown device.
 * - `app-only`: a page without a token, which says to use the app.
 *
 * A login by text message says status 5 for all of them.
 */
export type RiskCheckKind = 'none' | 'loginTelCheck' | 'loginTelCheck-2021' | 'secLogin' | 'deviceVerify' | 'app-only'

/** `locked`: no password is taken. `banned`: nothing is. */
export type BilibiliStanding = 'good' | 'locked' | 'banned'

export interface BilibiliAccountOptions {
  readonly name?: string
  /** A positive integer. Default: the next free one from 100200300401, which is beyond 32 bits. */
  readonly mid?: number
  readonly avatarUrl?: string
  /** Default: `user<mid>@example.com`. */
  readonly email?: string
  /** @default 'correct-horse-7' */
  readonly password?: string
  /** @default '86' */
  readonly dialingCode?: string
  /** Within its country; an empty one is none. Default: a mainland number that follows from the mid. */
  readonly phone?: string
  /** @default 'none' */
  readonly riskCheck?: RiskCheckKind
  /** @default 'good' */
  readonly standing?: BilibiliStanding
}

/** Somebody who has an account, and the app on the phone. */
export interface BilibiliAccount {
  /** The mid as a string. */
  readonly userId: string
  readonly mid: number
  readonly name: string
  readonly avatarUrl: string
  readonly email: string
  readonly password: string
  readonly dialingCode: string
  readonly phone: string
  /** May be changed at any time. */
  riskCheck: RiskCheckKind
  /** May be changed at any time. */
  standing: BilibiliStanding
  /** The sessions that are alive now, oldest first. */
  sessions(): readonly BilibiliSession[]
  /** Opens a web session without the trouble of logging in. */
  openSession(): BilibiliSession
  /** Ends every session and token, as a password change would. */
  endSessions(): void
}

export interface BilibiliAccounts {
  /** @throws {RangeError} when the mid is taken, or is no positive integer. */
  add(options?: BilibiliAccountOptions): BilibiliAccount
  list(): readonly BilibiliAccount[]
  /** The oldest: the one the phone uses unless told otherwise. */
  readonly first: BilibiliAccount
  find(mid: number): BilibiliAccount | undefined
  /** By e-mail address, or by a mainland number. */
  byUsername(username: string): BilibiliAccount | undefined
  byPhone(phone: { readonly dialingCode: string; readonly number: string }): BilibiliAccount | undefined
}

/** China's dialing code. */
export const mainland = '86'

const firstMid = 100_200_300_401
const names = ['林间听雨', '纸飞机', '夏夜星河', '半糖乌龙', '晚风来信']

export function createAccounts(
  initial: readonly BilibiliAccountOptions[],
  parts: { readonly sessions: BilibiliSessions; readonly random: Random },
): BilibiliAccounts {
  const { sessions, random } = parts
  const accounts = new Map<number, BilibiliAccount>()

  function add(options: BilibiliAccountOptions = {}): BilibiliAccount {
    const mid = claimMid(accounts, { asked: options.mid, first: firstMid })
    const account: BilibiliAccount = {
      userId: `${mid}`,
      mid,
      name: options.name ?? names[accounts.size % names.length] ?? '',
      avatarUrl: options.avatarUrl ?? `https://i0.hdslb.com/bfs/face/${random.hex(40)}.jpg`,
      email: options.email ?? `user${mid}@example.com`,
      password: options.password ?? 'correct-horse-7',
      dialingCode: options.dialingCode ?? mainland,
      phone: options.phone ?? `138${`${mid}`.slice(-8).padStart(8, '0')}`,
      riskCheck: options.riskCheck ?? 'none',
      standing: options.standing ?? 'good',
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
  const byPhone: BilibiliAccounts['byPhone'] = ({ dialingCode, number }) =>
    list().find((account) => number !== '' && account.dialingCode === dialingCode && account.phone === number)
  return {
    add,
    first,
    list,
    find: (mid) => accounts.get(mid),
    byUsername: (username) =>
      list().find(({ email }) => email === username) ?? byPhone({ dialingCode: mainland, number: username }),
    byPhone,
  }
}

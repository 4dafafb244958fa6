import type { Random } from '../random.ts'
import type { BilibiliSession, BilibiliSessions } from './sessions.ts'

export interface BilibiliAccountOptions {
  readonly name?: string
  /** A positive integer. Default: the next free one from 100200300401, which is beyond 32 bits. */
  readonly mid?: number
  readonly avatarUrl?: string
}

/** Somebody who has an account, and the app on the phone. */
export interface BilibiliAccount {
  /** The mid as a string. */
  readonly userId: string
  readonly mid: number
  readonly name: string
  readonly avatarUrl: string
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
}

const firstMid = 100_200_300_401
const names = ['林间听雨', '纸飞机', '夏夜星河', '半糖乌龙', '晚风来信']

export function createAccounts(
  initial: readonly BilibiliAccountOptions[],
  parts: { readonly sessions: BilibiliSessions; readonly random: Random },
): BilibiliAccounts {
  const { sessions, random } = parts
  const accounts = new Map<number, BilibiliAccount>()

  function nextMid(): number {
    let mid = firstMid
    while (accounts.has(mid)) mid += 1
    return mid
  }

  function add(options: BilibiliAccountOptions = {}): BilibiliAccount {
    const mid = options.mid ?? nextMid()
    if (!Number.isSafeInteger(mid) || mid <= 0) throw new RangeError('a mid is a positive integer')
    if (accounts.has(mid)) throw new RangeError(`mid ${mid} is taken`)
    const account: BilibiliAccount = {
      userId: `${mid}`,
      mid,
      name: options.name ?? names[accounts.size % names.length] ?? '',
      avatarUrl: options.avatarUrl ?? `https://i0.hdslb.com/bfs/face/${random.hex(40)}.jpg`,
      sessions: () => sessions.of(mid),
      openSession: () => sessions.open(mid),
      endSessions: () => sessions.of(mid).forEach(sessions.end),
    }
    accounts.set(mid, account)
    return account
  }

  const first = add(initial[0])
  initial.slice(1).forEach(add)
  return { add, first, list: () => [...accounts.values()], find: (mid) => accounts.get(mid) }
}

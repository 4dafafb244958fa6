import type { Random } from '../random.ts'

/** By what an account logs in. The two are different accounts of QQ Music. */
export type QQMusicAccountKind = 'qq' | 'wechat'

export interface QQMusicAccountOptions {
  /** @default 'qq' */
  readonly kind?: QQMusicAccountKind
  /** Digits. Default: the next free one; 19 digits for WeChat, beyond 2^53. */
  readonly userId?: string
  readonly name?: string
  /** Bound to the account, without the country code. Default: the next free one from 13800000001. */
  readonly phone?: string
}

/** Somebody who has an account. */
export interface QQMusicAccount {
  readonly kind: QQMusicAccountKind
  readonly userId: string
  readonly name: string
  readonly phone: string
  readonly openId: string
  readonly unionId: string
  readonly encryptedUin: string
}

export interface QQMusicAccounts {
  /** @throws {RangeError} when the id is taken, or is no positive integer. */
  add(options?: QQMusicAccountOptions): QQMusicAccount
  list(): readonly QQMusicAccount[]
  of(kind: QQMusicAccountKind): readonly QQMusicAccount[]
  find(userId: string): QQMusicAccount | undefined
  byPhone(phone: string): QQMusicAccount | undefined
}

const firstIds = { qq: 1_234_567_801n, wechat: 1_152_921_504_600_000_001n } as const
const names = ['山间晚钟', '小提琴的猫', '九月的云', '汽水味', '慢半拍']

/** Begins with one account of each kind. */
export function createAccounts(initial: readonly QQMusicAccountOptions[], random: Random): QQMusicAccounts {
  const accounts = new Map<string, QQMusicAccount>()

  function nextId(kind: QQMusicAccountKind): string {
    let id = firstIds[kind]
    while (accounts.has(`${id}`)) id += 1n
    return `${id}`
  }

  function add({ kind = 'qq', ...options }: QQMusicAccountOptions = {}): QQMusicAccount {
    const userId = options.userId ?? nextId(kind)
    if (!/^[1-9]\d{0,18}$/.test(userId)) throw new RangeError('a music id is a positive integer')
    if (accounts.has(userId)) throw new RangeError('this music id is taken')
    const account: QQMusicAccount = {
      kind,
      userId,
      name: options.name ?? names[accounts.size % names.length] ?? '',
      phone: options.phone ?? `138${`${accounts.size + 1}`.padStart(8, '0')}`,
      openId: random.hex(32).toUpperCase(),
      unionId: `UID_${random.hex(28).toUpperCase()}`,
      encryptedUin: `oK${random.text(12, 'abcdefghijklmnopqrstuvwxyz0123456789')}**`,
    }
    accounts.set(userId, account)
    return account
  }

  const list = () => [...accounts.values()]
  initial.forEach(add)
  for (const kind of ['qq', 'wechat'] as const) if (!list().some((account) => account.kind === kind)) add({ kind })
  return {
    add,
    list,
    of: (kind) => list().filter((account) => account.kind === kind),
    find: (userId) => accounts.get(userId),
    byPhone: (phone) => list().find((account) => account.phone === phone),
  }
}

import { type Complain, type Credential, type JsonReader, readCredential } from '@denglu/core'
import { parseDevice, type QQMusicDevice } from './device/device.ts'

const version = 1

/** What a login to QQ Music leaves behind. Text that the service did not give is empty. */
export interface QQMusicCredential extends Credential<'qqmusic'> {
  /** The session key. It lives three days, until `expiresAt`. */
  readonly musicKey: string
  /** How the account logs in: 1 WeChat, 2 QQ; the service may know more. */
  readonly loginType: number
  /** Renews the session key. */
  readonly refreshKey: string
  readonly openId: string
  readonly unionId: string
  readonly accessToken: string
  readonly refreshToken: string
  /** The end of `accessToken`, in ms since the epoch: days or months after that of the session key. */
  readonly accessTokenExpiresAt?: number
  /** The account under another name, which some interfaces want. */
  readonly encryptedUin: string
  /** The next three are kept as they come; what they mean is not documented. */
  readonly firstLogin: number
  readonly bindAccountType: number
  readonly needRefreshKeyIn: number
  /** The device that logged in, where the caller brought one: a refresh shows the same. */
  readonly device?: QQMusicDevice
}

interface Issuing {
  readonly complain: Complain
  readonly now: number
  /** Whatever the service leaves out is taken from here. */
  readonly previous?: QQMusicCredential | undefined
  readonly device?: QQMusicDevice | undefined
}

/**
 * Reads what every successful login or refresh gives.
 *
 * @see docs/services/qqmusic.md#credential
 */
export function readIssued(data: JsonReader, { complain, now, previous, device }: Issuing): QQMusicCredential {
  const text = (path: string) => readText(data.raw(path))
  const count = (path: string) => readCount(data.raw(path))
  const userId =
    readMusicId(data.raw('str_musicid')) ?? readMusicId(data.raw('musicid')) ?? complain('there is no music id')
  const musicKey = text('musickey') || complain('there is no music key')
  if (previous && previous.userId !== userId) complain('this is another account')
  const issuedAt = count('musickeyCreateTime') * 1_000 || now
  const livesMs = count('keyExpiresIn') * 1_000
  const accessTokenExpiresAt = count('expired_at') * 1_000 || previous?.accessTokenExpiresAt
  return {
    provider: 'qqmusic',
    version,
    userId,
    issuedAt,
    ...(livesMs && { expiresAt: issuedAt + livesMs }),
    musicKey,
    loginType: count('loginType') || previous?.loginType || inferLoginType(musicKey),
    refreshKey: text('refresh_key') || previous?.refreshKey || '',
    openId: text('openid') || previous?.openId || '',
    unionId: text('unionid') || previous?.unionId || '',
    accessToken: text('access_token') || previous?.accessToken || '',
    refreshToken: text('refresh_token') || previous?.refreshToken || '',
    ...(accessTokenExpiresAt && { accessTokenExpiresAt }),
    encryptedUin: text('encryptUin') || previous?.encryptedUin || '',
    firstLogin: count('first_login'),
    bindAccountType: count('bindAccountType'),
    needRefreshKeyIn: count('needRefreshKeyIn'),
    ...(device && { device }),
  }
}

/** Admits a credential from storage. */
export function parseCredential(value: unknown): QQMusicCredential {
  const { base, reader } = readCredential(value, { provider: 'qqmusic', version })
  const accessTokenExpiresAt = reader.optional('accessTokenExpiresAt', reader.number)
  return {
    ...base,
    musicKey: reader.text('musicKey'),
    loginType: reader.number('loginType'),
    refreshKey: reader.string('refreshKey'),
    openId: reader.string('openId'),
    unionId: reader.string('unionId'),
    accessToken: reader.string('accessToken'),
    refreshToken: reader.string('refreshToken'),
    ...(accessTokenExpiresAt !== undefined && { accessTokenExpiresAt }),
    encryptedUin: reader.string('encryptedUin'),
    firstLogin: reader.number('firstLogin'),
    bindAccountType: reader.number('bindAccountType'),
    needRefreshKeyIn: reader.number('needRefreshKeyIn'),
    ...(reader.has('device') && { device: parseDevice(reader.raw('device')) }),
  }
}

/** The digits of a music id, whether it comes as a number, as text, or as `o123` in the way of web cookies. */
export function readMusicId(value: unknown): string | undefined {
  // A number this large has lost digits on its way here: better none than a wrong one.
  if (typeof value === 'number' && !Number.isSafeInteger(value)) return undefined
  return /^o?0*([1-9]\d{0,19})$/.exec(String(value))?.[1]
}

function readText(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
}

/** A whole number that may come as text; 0 for anything else, as the service does where it has nothing to say. */
function readCount(value: unknown): number {
  const number = Number(value ?? 0)
  return Number.isSafeInteger(number) && number > 0 ? number : 0
}

/** Keys of WeChat accounts say so. */
function inferLoginType(musicKey: string): number {
  return musicKey.startsWith('W_X') ? 1 : 2
}

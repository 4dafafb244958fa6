import { type Random, readInput, systemRandom } from '@denglu/core'

/**
 * What the Android app tells of the phone it runs on: plain JSON, to be made once and kept. The service counts every
 * new one as another device of the account.
 */
export interface QQMusicDevice {
  /** 16 hex digits. */
  readonly androidId: string
  /** 32 hex digits. */
  readonly openUdid: string
  /** 15 digits, the last one a check digit. */
  readonly imei: string
  /** The name of the model, as in `MI 6`. */
  readonly model: string
  /** The code name of the model, as in `sagit`. */
  readonly codeName: string
  readonly brand: string
  /** Of the build of the system. */
  readonly fingerprint: string
  readonly kernel: string
  /** The release of Android, as in `10`. */
  readonly osRelease: string
  /** The SDK level of Android, as in 29. */
  readonly sdkLevel: number
  /** What `fetchQimei` adds; logins work without. */
  readonly qimei?: string
  readonly qimei36?: string
}

/** Invents a device. */
export function createDevice(random: Random = systemRandom): QQMusicDevice {
  const hex = (bytes: number) => Buffer.from(random.bytes(bytes)).toString('hex')
  const digits = (length: number) => Array.from(random.bytes(length), (byte) => byte % 10).join('')
  const serial = digits(14)
  return {
    androidId: hex(8),
    openUdid: hex(16),
    imei: serial + luhnDigit(serial),
    model: 'MI 6',
    codeName: 'sagit',
    brand: 'Xiaomi',
    fingerprint: `xiaomi/iarim/sagit:10/eomam.200122.001/${digits(7)}:user/release-keys`,
    kernel: `Linux 5.4.0-54-generic-${hex(4)} (android-build@google.com)`,
    osRelease: '10',
    sdkLevel: 29,
  }
}

/** @see https://en.wikipedia.org/wiki/Luhn_algorithm */
export function luhnDigit(digits: string): number {
  const sum = Array.from(digits, Number).reduce((total, digit, index) => {
    const counted = index % 2 === 1 ? digit * 2 : digit
    return total + (counted > 9 ? counted - 9 : counted)
  }, 0)
  return (10 - (sum % 10)) % 10
}

/**
 * Admits a device from storage.
 *
 * @throws {LoginError} `input-invalid`
 */
export function parseDevice(value: unknown): QQMusicDevice {
  const reader = readInput(value, 'a qqmusic device')
  const qimei = reader.optional('qimei', reader.text)
  const qimei36 = reader.optional('qimei36', reader.text)
  return {
    androidId: reader.text('androidId'),
    openUdid: reader.text('openUdid'),
    imei: reader.text('imei'),
    model: reader.text('model'),
    codeName: reader.text('codeName'),
    brand: reader.text('brand'),
    fingerprint: reader.text('fingerprint'),
    kernel: reader.text('kernel'),
    osRelease: reader.text('osRelease'),
    sdkLevel: reader.number('sdkLevel'),
    ...(qimei && { qimei }),
    ...(qimei36 && { qimei36 }),
  }
}

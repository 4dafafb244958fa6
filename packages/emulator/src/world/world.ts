import type { EmulatorClock } from '../clock.ts'
import type { Random } from '../random.ts'
import { createQrBook, type QrBook } from './qr-book.ts'

/** What all services share: one clock, one source of randomness, one book of QR codes. */
export interface World {
  /** For ages and lifetimes. */
  readonly clock: EmulatorClock
  readonly random: Random
  readonly qr: QrBook
  /** What the services believe the time to be: the clock plus the skew. For every moment written on the wire. */
  serviceTime(): number
}

export function createWorld(parts: {
  readonly clock: EmulatorClock
  readonly random: Random
  readonly skewMs: () => number
}): World {
  const { clock, random, skewMs } = parts
  return { clock, random, qr: createQrBook(clock), serviceTime: () => clock.now() + skewMs() }
}

import { type JsonObject, type StepContext, unexpected } from '@denglu/core'
import { type QQMusicCredential, readIssued } from '../credential.ts'
import type { QQMusicDevice } from '../device/device.ts'
import { call, type MusicCall } from './gateway.ts'

/** What a login hands in at the end to get its credential. */
export interface Exchange {
  readonly step: string
  readonly call: MusicCall
  /** Says which kind of login this is. */
  readonly comm: JsonObject
  readonly device: QQMusicDevice | undefined
}

/** Hands in the ticket of a login; it is good for one time. */
export async function exchange(context: StepContext, options: Exchange): Promise<QQMusicCredential> {
  const { step, device } = options
  const { data } = await call(context, { ...options, used: 'ticket' })
  return readIssued(data, { complain: unexpected(step), now: context.clock.now(), device })
}

import type { Credential } from '@denglu/core'
import { createQQMusic, qqmusic } from './index.ts'

declare const foreign: Credential<'bilibili'>

/** What the compiler refuses; this is never called. */
export const refused = () => [
  // @ts-expect-error a number is wanted
  qqmusic.login('sms'),
  // @ts-expect-error a number is text: it may begin with a zero
  qqmusic.login('sms', { input: { phone: 13800000000 } }),
  // @ts-expect-error a code has no input
  qqmusic.login('mobile-qr', { input: { phone: '13800000000' } }),
  // @ts-expect-error there is no such way in
  qqmusic.login('password'),
  // @ts-expect-error a credential of another service
  qqmusic.check(foreign),
  // @ts-expect-error a device is whole
  createQQMusic({ device: { imei: '490154203237518' } }),
  // @ts-expect-error no client of that name
  qqmusic.call({ module: 'm', method: 'M' }, { profile: 'ios' }),
]

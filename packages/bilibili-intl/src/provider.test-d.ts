import type { Credential } from '@denglu/core'
import { bilibiliIntl, createBilibiliIntl } from './index.ts'

declare const sister: Credential<'bilibili'>

/** What the compiler refuses; this is never called. */
export const refused = () => [
  // @ts-expect-error no language of the site
  createBilibiliIntl({ locale: 'de' }),
  // @ts-expect-error a number is wanted
  bilibiliIntl.login('sms'),
  // @ts-expect-error and its country, since none is the usual one
  bilibiliIntl.login('sms', { input: { phone: '81234567' } }),
  // @ts-expect-error a code has no input
  bilibiliIntl.login('web-qr', { input: { phone: '81234567' } }),
  // @ts-expect-error a credential of the sister site
  bilibiliIntl.check(sister),
]

import type { LoginMethod } from '@denglu/core'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'
import { createQr, type QrState } from './qr.ts'

/**
 * Scan a code of the TV site with the international app: gives the web session, and tokens that can be refreshed.
 *
 * @see docs/services/bilibili-intl.md#as-a-tv
 */
export function createTvQr(locale: Locale): LoginMethod<undefined, QrState, BilibiliIntlCredential> {
  const title = { en: 'Scan with the bilibili.tv app, as a TV', zh: '使用 bilibili.tv 国际版 App 扫码（电视端）' }
  return createQr({ id: 'bilibili-intl/tv-qr', title, platform: 'tv' }, locale)
}

import type { LoginMethod } from '@denglu/core'
import type { BilibiliIntlCredential } from '../credential.ts'
import type { Locale } from '../locales.ts'
import { createQr, type QrState } from './qr.ts'

/**
 * Scan a code of the web site with the international app: gives the web session.
 *
 * @see docs/services/bilibili-intl.md#qr-login
 */
export function createWebQr(locale: Locale): LoginMethod<undefined, QrState, BilibiliIntlCredential> {
  const title = { en: 'Scan with the bilibili.tv app', zh: '使用 bilibili.tv 国际版 App 扫码' }
  return createQr({ id: 'bilibili-intl/web-qr', title, platform: 'web' }, locale)
}

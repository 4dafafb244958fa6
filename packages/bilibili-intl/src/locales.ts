/**
 * The languages in which bilibili.tv answers, by the code in its addresses, and what it calls them in `s_locale`.
 * They change the texts, not the region: that is judged by the network one comes from. Chinese has no section of the
 * site.
 *
 * @see docs/services/bilibili-intl.md#languages
 */
export const locales = {
  en: 'en_US',
  th: 'th_TH',
  vi: 'vi_VN',
  id: 'id_ID',
  ms: 'ms_MY',
  zh: 'zh_ZH',
} as const

export type Locale = keyof typeof locales

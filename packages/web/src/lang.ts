/** The languages of the pages. */
export type Lang = 'en' | 'zh'

/** As `lang` attributes want it. */
export const langTags: Readonly<Record<Lang, string>> = { en: 'en', zh: 'zh-CN' }

/** What the address says, else `preset`, else what the browser prefers, else English. */
export function chooseLang(request: Request, preset: Lang | undefined): Lang {
  const asked = new URL(request.url).searchParams.get('lang')
  if (asked === 'en' || asked === 'zh') return asked
  if (preset) return preset
  const preferred = /(?:^|,)\s*(en|zh)\b/i.exec(request.headers.get('accept-language') ?? '')?.[1]
  return preferred?.toLowerCase() === 'zh' ? 'zh' : 'en'
}

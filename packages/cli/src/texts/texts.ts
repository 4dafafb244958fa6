import type { en } from './en.ts'

/** Everything a person reads, in one language. English is the original; the compiler sees that the others follow. */
export type Texts = typeof en

export const languages = ['en', 'zh'] as const
export type Language = (typeof languages)[number]

export async function loadTexts(language: Language): Promise<Texts> {
  return language === 'zh' ? (await import('./zh.ts')).zh : (await import('./en.ts')).en
}

/** The language asked for, or the one of the locale, by the rules of POSIX: `LC_ALL`, `LC_MESSAGES`, `LANG`. */
export function pickLanguage(asked: string | undefined, env: NodeJS.ProcessEnv): Language {
  const chosen = languages.find((language) => language === asked)
  if (chosen) return chosen
  // Windows sets none of them, but knows the language all the same.
  const locale = env.LC_ALL || env.LC_MESSAGES || env.LANG || Intl.DateTimeFormat().resolvedOptions().locale
  return locale.startsWith('zh') ? 'zh' : 'en'
}

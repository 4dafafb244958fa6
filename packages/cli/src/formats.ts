import { providers } from './providers.ts'
import type { Language } from './texts/texts.ts'

/** One format, and which providers have it. */
export interface FormatLine {
  readonly format: string
  readonly title: string
  /** What such a file is usually called. */
  readonly fileName: string
  readonly providers: readonly string[]
}

/** Every format of every provider, those of most providers first. */
export async function listFormats(language: Language): Promise<readonly FormatLine[]> {
  const lines = new Map<string, FormatLine>()
  for (const [name, entry] of Object.entries(providers)) {
    for (const { id, title, fileName } of (await entry.load({})).formats) {
      const line = lines.get(id) ?? { format: id, title: title[language], fileName, providers: [] }
      lines.set(id, { ...line, providers: [...line.providers, name] })
    }
  }
  return [...lines.values()].sort((one, other) => other.providers.length - one.providers.length)
}

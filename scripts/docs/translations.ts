import type { Problem } from '../house/rule.ts'
import type { Page } from './page.ts'

/** A translation has the sections and the commands of its original: what is added to one is added to the other. */
export function checkTranslations(pages: readonly Page[]): Problem[] {
  return pages.flatMap((translation) => {
    const original = pages.find(({ path }) => path === translation.path.replace('.zh-CN.md', '.md'))
    if (!translation.path.endsWith('.zh-CN.md')) return []
    if (!original) return [{ path: translation.path, message: 'translates no page' }]
    return [
      ...compare('sections', original, translation, ({ headings }) => headings.map(({ level }) => '#'.repeat(level))),
      ...compare('commands', original, translation, commandsOf),
    ]
  })
}

function compare(
  what: string,
  original: Page,
  translation: Page,
  listOf: (page: Page) => readonly string[],
): Problem[] {
  const [expected, found] = [listOf(original), listOf(translation)]
  const at = expected.findIndex((item, index) => item !== found[index])
  if (at < 0 && expected.length === found.length) return []
  const where = at < 0 ? expected.length : at
  const said = `${JSON.stringify(expected[where] ?? null)} there, ${JSON.stringify(found[where] ?? null)} here`
  return [{ path: translation.path, message: `${what} differ from ${original.path} at number ${where + 1}: ${said}` }]
}

/** The lines of the shell blocks, without comments, which are translated. */
function commandsOf({ blocks }: Page): string[] {
  return blocks
    .filter(({ info }) => /^(sh|bash|console)$/.test(info))
    .flatMap(({ code }) => code.split('\n'))
    .map((line) => line.replace(/(^|\s)#.*/, '').trim())
    .filter((line) => line !== '')
}

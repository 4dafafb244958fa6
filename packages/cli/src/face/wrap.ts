import stringWidth from 'string-width'

/** What is not broken up: a word, a single Chinese character, white space. Chinese marks stay with what they follow. */
const unbreakable = /(?:[^\s\u2e80-\uffef]+|[\u2e80-\uffef])[，。；：、）！？”]*|\s+/gu

/** Breaks a paragraph into lines of at most `width` columns: between words, and between Chinese characters. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const [part] of text.matchAll(unbreakable)) {
    if (line !== '' && stringWidth(line + part.trimEnd()) > width) {
      lines.push(line.trimEnd())
      line = ''
    }
    line = (line + part).trimStart()
  }
  return [...lines, line]
}

import type { Lang } from '../lang.ts'

/** Text that is safe to send as it is. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Writes HTML: what is put in is escaped unless it is Html itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  return new Html(String.raw({ raw: parts }, ...values.map(render)))
}

/** A sentence in both languages; the page shows the one of its `lang`, and can change its mind without reloading. */
export function say(words: Readonly<Record<Lang, string | Html>>): Html {
  return html`<span class="en" lang="en">${words.en}</span><span class="zh" lang="zh-CN">${words.zh}</span>`
}

function render(value: string | Html): string {
  return value instanceof Html ? value.text : value.replace(/[&<>"']/g, (mark) => escapes[mark] ?? mark)
}

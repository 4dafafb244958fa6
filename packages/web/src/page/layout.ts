import { type Lang, langTags } from '../lang.ts'
import { client } from './client.ts'
import { Html, html, say } from './html.ts'
import { style } from './style.ts'

/** What one page shows, in both languages. */
export interface PageContent {
  readonly title: Readonly<Record<Lang, string>>
  readonly main: Html
  /** Runs on the page after everything else. */
  readonly script?: string
}

export function renderPage({ title, main, script = '' }: PageContent, lang: Lang, nonce: string): string {
  return html`<!doctype html>
<html lang="${langTags[lang]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<link rel="icon" href="data:,">
<title>${title[lang]}</title>
<style nonce="${nonce}">${new Html(style)}</style>
</head>
<body>
<header>
<strong>${say({ en: 'Denglu', zh: '登录 Denglu' })}</strong>
<nav>${langLink('zh', '中文', title)}${langLink('en', 'English', title)}</nav>
</header>
<main>
${main}
</main>
<script nonce="${nonce}">${new Html(client)}${new Html(script)}</script>
</body>
</html>
`.text
}

/** Shown while the page is in the other language. */
function langLink(to: Lang, name: string, title: PageContent['title']): Html {
  const shownIn = to === 'zh' ? 'en' : 'zh'
  return html`<a class="${shownIn}" href="?lang=${to}" lang="${langTags[to]}" data-lang="${langTags[to]}" data-title="${title[to]}">${name}</a>`
}

import { html, say } from './html.ts'
import type { PageContent } from './layout.ts'

const tick = html`<svg viewBox="0 0 44 44" aria-hidden="true"><circle cx="22" cy="22" r="20" fill="none" stroke="currentColor" stroke-width="3"/><path d="m13 23 6.5 6.5L32 16.5" fill="none" stroke="currentColor" stroke-width="3.5" stroke-linecap="round" stroke-linejoin="round"/></svg>`

/** After an answer was taken. */
export const done: PageContent = {
  title: { en: 'Done', zh: '已完成' },
  main: html`${tick}<h1 tabindex="-1">${say({ en: 'Done, thank you', zh: '已完成' })}</h1>
<p class="quiet">${say({
    en: 'Your login goes on where you started it. You can close this page.',
    zh: '登录会在你发起的地方继续，可以关闭此页面了。',
  })}</p>`,
}

/** On every later visit. */
export const gone: PageContent = {
  title: { en: 'This link is closed', zh: '链接已失效' },
  main: html`<h1 tabindex="-1">${say({ en: 'This link is closed', zh: '链接已失效' })}</h1>
<p class="quiet">${say({
    en: 'It was good for one answer, while the login waited for it. Go back to where you started the login to get a new one.',
    zh: '链接只能使用一次，且仅在登录等待期间有效。请回到发起登录的地方获取新的链接。',
  })}</p>`,
}

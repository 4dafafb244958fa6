import type { Localized } from '@denglu/core'
import { type Html, html, say } from '../page/html.ts'

/** Where a form says that it was not taken. */
export function problemNotice(problem: Localized | undefined): Html {
  return html`<div id="problem" role="alert">${problem ? html`<p>${say(problem)}</p>` : ''}</div>`
}

/** Where a page says that a form did not arrive. */
export const unsentNotice = html`<div role="alert"><p id="unsent" hidden>${say({
  en: 'Nobody answers at the other end any more. If the program is still running, try once more.',
  zh: '发起登录的程序没有响应。如果它还在运行，请再试一次。',
})}</p></div>`

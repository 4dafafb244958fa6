import { type AnswerOf, type ChallengeOf, type Localized, LoginError } from '@denglu/core'
import { html, say } from '../page/html.ts'
import type { Face } from './face.ts'
import { problemNotice, unsentNotice } from './notices.ts'

const reasons: Readonly<Record<'captcha' | 'risk-check', Localized>> = {
  captcha: {
    en: 'Before it goes on, the service asks you to pass a verification on a page of its own.',
    zh: '服务方要求你先在其官方页面上完成人机验证，然后才能继续登录。',
  },
  'risk-check': {
    en: 'This login looks unusual to the service. It wants to make sure that it is you, on a page of its own.',
    zh: '服务方认为本次登录存在风险，需要你在其官方页面上确认是本人操作。',
  },
}

/**
 * A link to a page of the service, and a button for when that is done.
 *
 * @throws {LoginError} `input-invalid` when the address is not one of the web.
 */
export function visitUrlFace({ url, why }: ChallengeOf<'visit-url'>): Face<AnswerOf<'visit-url'>> {
  const { protocol, host } = URL.parse(url) ?? { protocol: '', host: '' }
  if (!/^https?:$/.test(protocol)) {
    throw new LoginError('the page to visit has no web address', { code: 'input-invalid' })
  }
  return {
    allowed: [],
    content: (problem) => ({
      title: { en: 'One more check', zh: '官方页面验证' },
      main: html`<h1 tabindex="-1">${say({ en: 'One more check', zh: '需要在官方页面完成验证' })}</h1>
<p class="quiet">${say(reasons[why])}</p>
${problemNotice(problem)}${unsentNotice}
<form method="post" class="stack">
<a class="button" href="${url}" target="_blank" rel="noopener noreferrer">${say({
        en: html`Open ${host}`,
        zh: html`打开 ${host}`,
      })}</a>
<p class="quiet">${say({
        en: 'Do what it asks for, then come back here and press the button below.',
        zh: '按页面提示操作，完成后回到这里，点击下面的按钮。',
      })}</p>
<button class="plain">${say({ en: 'I have finished there', zh: '我已完成' })}</button>
</form>`,
    }),
    readAnswer: () => ({ kind: 'visit-url' }),
  }
}

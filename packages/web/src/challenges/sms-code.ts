import { type AnswerOf, type ChallengeOf, type Localized, LoginError } from '@denglu/core'
import { html, say } from '../page/html.ts'
import type { Face } from './face.ts'
import { problemNotice, unsentNotice } from './notices.ts'

const problems: Readonly<Record<'wrong-code' | 'expired-code', Localized>> = {
  'wrong-code': { en: 'That code was not right. Please look again.', zh: '验证码不正确，请核对后重新输入。' },
  'expired-code': { en: 'That code is too old. Enter the newest one.', zh: '验证码已过期，请输入最新收到的验证码。' },
}

/** A field for the code of a text message. */
export function smsCodeFace(challenge: ChallengeOf<'sms-code'>): Face<AnswerOf<'sms-code'>> {
  return {
    allowed: [],
    content: (problem = challenge.problem && problems[challenge.problem]) => ({
      title: { en: 'Enter the code', zh: '输入短信验证码' },
      main: html`<h1 tabindex="-1">${say({ en: 'Enter the code', zh: '输入短信验证码' })}</h1>
<p class="quiet">${say({
        en: html`It was sent in a text message to ${challenge.sentTo || 'your phone'}.`,
        zh: html`验证码已通过短信发送至 ${challenge.sentTo || '你的手机'}。`,
      })}</p>
${problemNotice(problem)}${unsentNotice}
<form method="post">
<label for="code">${say({ en: 'Code', zh: '验证码' })}</label>
<input class="code" id="code" name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="16" required autofocus aria-describedby="problem">
<button>${say({ en: 'Continue', zh: '继续' })}</button>
</form>`,
    }),
    readAnswer(form) {
      // Phones paste spaces, and Chinese keyboards may type digits in full width.
      const code = (form.get('code') ?? '').normalize('NFKC').replace(/[\s-]/g, '')
      if (/^[\da-z]+$/i.test(code)) return { kind: 'sms-code', code }
      throw new LoginError('the form holds no code', {
        code: 'input-invalid',
        hint: { en: 'Type the digits of the message.', zh: '请输入短信中的数字。' },
      })
    },
  }
}

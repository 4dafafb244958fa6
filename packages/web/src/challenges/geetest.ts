import type { AnswerOf, ChallengeOf } from '@denglu/core'
import { html, say } from '../page/html.ts'
import type { Face } from './face.ts'
import { parseGeetestAnswer } from './geetest-answer.ts'
import { geetestClient } from './geetest-client.ts'
import { problemNotice, unsentNotice } from './notices.ts'

/** The script that the services' own pages use today, an older name of it, and the mirror. */
const scriptUrls = [
  'https://static.geetest.com/static/js/gt.0.4.9.js',
  'https://static.geetest.com/static/tools/gt.js',
  'https://static.geevisit.com/static/tools/gt.js',
]

/** Everything the real script has been seen to load from. */
const geetestOrigins = ['https://*.geetest.com', 'https://*.geevisit.com', 'https://dn-staticdown.qbox.me']

/**
 * A GeeTest v3 puzzle, run by the script that the service itself uses.
 *
 * @see docs/services/bilibili.md#captcha
 */
export function geetestFace(
  { gt, challenge }: ChallengeOf<'geetest'>,
  scriptUrl: string | undefined,
): Face<AnswerOf<'geetest'>> {
  const sources = scriptUrl === undefined ? scriptUrls : [scriptUrl]
  return {
    allowed: scriptUrl === undefined ? geetestOrigins : [new URL(scriptUrl).origin, ...geetestOrigins],
    content: (problem) => ({
      title: { en: 'Solve the puzzle', zh: '完成人机验证' },
      script: geetestClient,
      main: html`<h1 tabindex="-1">${say({ en: 'Solve a small puzzle', zh: '完成人机验证' })}</h1>
<p class="quiet">${say({
        en: 'The service wants to see that you are a person. Once it is solved, your login goes on by itself.',
        zh: '服务方需要确认是真人在操作。完成验证后，登录会自动继续。',
      })}</p>
${unsentNotice}
<form method="post" id="proof" data-gt="${gt}" data-challenge="${challenge}" data-scripts="${sources.join(' ')}">
<input type="hidden" name="challenge"><input type="hidden" name="validate"><input type="hidden" name="seccode">
<button type="button" id="start" disabled>
<span data-when="loading ready solving sending">${say({ en: 'Start', zh: '开始验证' })}</span>
<span data-when="closed failed unreachable unsent" hidden>${say({ en: 'Try again', zh: '重试' })}</span>
</button>
</form>
<div role="status" class="quiet">
<p data-when="loading">${say({ en: 'Loading the puzzle …', zh: '正在加载验证 …' })}</p>
<p data-when="solving" hidden>${say({ en: 'The puzzle is open.', zh: '验证窗口已打开。' })}</p>
<p data-when="closed" hidden>${say({
        en: 'The puzzle was closed before it was solved.',
        zh: '验证窗口在完成之前被关闭了。',
      })}</p>
<p data-when="failed" hidden class="bad">${say({
        en: 'The puzzle broke off. Try again; if that does not help, start the login anew, because puzzles grow old.',
        zh: '验证中断了。请重试；如果仍然失败，请重新开始登录（验证会过期）。',
      })} <span id="detail"></span></p>
<p data-when="unreachable" hidden class="bad">${say({
        en: 'The puzzle could not be loaded. A content blocker, a proxy or the network may be in its way.',
        zh: '无法加载验证组件。可能被广告拦截插件、代理或网络阻止。',
      })}</p>
<p data-when="sending" hidden>${say({ en: 'Solved. Handing it over …', zh: '验证成功，正在提交 …' })}</p>
</div>
<div data-when="unsent" hidden class="after">
<label for="result">${say({
        en: 'Your result. Copy it, and paste it where you started the login:',
        zh: '验证结果。请复制并粘贴到发起登录的程序中：',
      })}</label>
<textarea id="result" readonly></textarea>
<button type="button" class="plain" id="copy">${say({ en: 'Copy', zh: '复制' })}</button>
</div>
<noscript><p class="bad">${say({
        en: 'The puzzle needs JavaScript, which is off in this browser.',
        zh: '验证需要 JavaScript，而此浏览器已将其禁用。',
      })}</p></noscript>
<details id="elsewhere"${problem ? ' open' : ''}>
<summary>${say({ en: 'Trouble with the puzzle?', zh: '遇到问题？' })}</summary>
<p class="quiet">${say({
        en: 'Solve it with another tool that can show GeeTest v3 puzzles, and paste its result. Or start anew with a QR code, which asks for no puzzle.',
        zh: '可以用其他支持极验 v3 的工具完成，再把结果粘贴到这里；也可以改用扫码登录，无需验证。',
      })}</p>
<dl><dt>gt</dt><dd>${gt}</dd><dt>challenge</dt><dd>${challenge}</dd></dl>
<form method="post">
<label for="pasted">${say({ en: 'Result', zh: '验证结果' })}</label>
<textarea id="pasted" name="pasted" required spellcheck="false" placeholder='{"challenge":"…","validate":"…","seccode":"…"}'></textarea>
${problemNotice(problem)}
<button class="plain">${say({ en: 'Hand it over', zh: '提交结果' })}</button>
</form>
</details>`,
    }),
    readAnswer: (form) => parseGeetestAnswer(form.get('pasted') ?? `${form}`),
  }
}

import type { BilibiliSession } from './sessions.ts'

const page = (body: string) =>
  `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>扫码登录</title></head><body>${body}</body></html>`

export const loginFirstPage: string = page('<p>请先登录。Log in here first.</p>')
export const deadCodePage: string = page('<p>二维码已失效。This code has expired.</p>')

/** What the text of a TV code opens in a browser that is logged in. The form's address is relative to the page's own. */
export function confirmPage(authCode: string, { cookies }: BilibiliSession): string {
  const fields = Object.entries({ auth_code: authCode, csrf: cookies.bili_jct, scanning_type: '3' })
  const inputs = fields.map(([name, value]) => `<input type="hidden" name="${name}" value="${value}">`).join('')
  return page(`<form method="post" action="confirm">${inputs}<button>确认登录 Confirm</button></form>`)
}

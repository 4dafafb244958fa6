/** What the service says with each of its numbers. Clients must not depend on the words. */
export const messages = {
  [-3]: 'API校验密匙错误',
  [-101]: '账号未登录',
  [-111]: 'csrf 校验失败',
  [-400]: '请求错误',
  [-404]: '啥都木有',
  [-405]: '不支持该方法',
  [-658]: 'Token 过期',
  [-663]: '鉴权失败，请联系账号组',
  86038: '二维码已失效',
  86039: '二维码尚未确认',
  86090: '二维码已扫码未确认',
  86095: 'refresh_token 或 refresh_csrf 错误',
  86101: '未扫码',
} as const

export type Code = keyof typeof messages

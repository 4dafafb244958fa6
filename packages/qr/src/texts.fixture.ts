import type { QrCode } from '@denglu/core'
import fc from 'fast-check'

/** What the services put in their codes, with made-up keys. */
export const addresses = {
  bilibili:
    'https://account.bilibili.com/h5/account-h5/auth/scan-web?navhide=1&callback=close&qrcode_key=0f1e2d3c4b5a69788796a5b4c3d2e1f0&from=main-fe-header',
  bilibiliTv:
    'https://passport.bilibili.com/x/passport-tv-login/h5/qrcode/auth?auth_code=5f2c8a0be1d94c7793e6ab40d1287c3e',
  bilibiliIntl: 'https://www.bilibili.tv/h5/en/qrcode/login?ticket=5f2c8a0be1d94c7793e6ab40d1287c3e',
  wechat: 'https://open.weixin.qq.com/connect/confirm?uuid=0d1eF2a3B4c5D6e7',
} as const

/** Any text a code may have to hold: addresses, up to 400 characters, digits, Chinese, anything. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.webUrl({ withQueryParameters: true }),
  fc.string({ minLength: 300, maxLength: 400, unit: 'grapheme-ascii' }),
  fc.string({ minLength: 1, maxLength: 200, unit: fc.constantFrom(...'0123456789') }),
  fc.string({ minLength: 1, maxLength: 120, unit: fc.constantFrom(...'登录扫码确认哔哩音乐，。𠮷') }),
  fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }),
)

export function textOf(text: string): QrCode {
  return { kind: 'text', text }
}

import type { Reply } from '@denglu/testing'

// Answers in the shapes that were recorded (see docs/services/bilibili.md); every id and token is invented.

const poll = 'POST passport.bilibili.com/x/passport-tv-login/qrcode/poll'
const state = (code: number, message: string) => ({ code, message, ttl: 1, data: null })
const end = 1_814_227_200

const tokens = {
  mid: 100200300,
  access_token: '11112222333344445555666677778888',
  refresh_token: '99990000aaaabbbbccccddddeeeeffff',
  expires_in: 15_552_000,
}
const cookie = (name: string, value: string) => ({ name, value, http_only: 0, expires: end, secure: 0 })
const cookies = [
  cookie('SESSDATA', '0a1b2c3d%2C1814227200%2Ca9f3e%2A62'),
  cookie('bili_jct', '00112233445566778899aabbccddeeff'),
  cookie('DedeUserID', '100200300'),
  cookie('DedeUserID__ckMd5', '0011223344556677'),
  cookie('sid', 'abcd1234'),
]
const success = (data: object) => ({ code: 0, message: '0', ttl: 1, data: { is_new: false, ...tokens, ...data } })

export const tvQrReplies = {
  created: {
    to: 'POST passport.bilibili.com/x/passport-tv-login/qrcode/auth_code',
    body: {
      code: 0,
      message: '0',
      ttl: 1,
      data: {
        url: 'https://passport.bilibili.com/x/passport-tv-login/h5/qrcode/auth?auth_code=1234567890abcdef1234567890abcdef&mobi_app=android_tv_yst',
        auth_code: '1234567890abcdef1234567890abcdef',
      },
    },
  },
  unconfirmed: { to: poll, body: state(86039, '二维码尚未确认') },
  notScanned: { to: poll, body: state(86101, '未扫码') },
  scanned: { to: poll, body: state(86090, '二维码已扫码未确认') },
  expired: { to: poll, body: state(86038, '二维码已失效') },
  wrongSign: { to: poll, body: state(-3, 'API校验密匙错误') },
  gone: { to: poll, body: state(-404, '啥都木有') },
  confirmed: { to: poll, body: success({ token_info: tokens, cookie_info: { cookies, domains: ['.bilibili.com'] } }) },
  /** An older shape: the tokens only beside the cookies. */
  confirmedFlat: { to: poll, body: success({ cookie_info: { cookies } }) },
  /** Cookies that live as long as their session. */
  confirmedWithoutEnd: {
    to: poll,
    body: success({ token_info: tokens, cookie_info: { cookies: cookies.map((one) => ({ ...one, expires: 0 })) } }),
  },
  confirmedHollow: { to: poll, body: success({ token_info: tokens, cookie_info: { cookies: cookies.slice(3) } }) },
  confirmedWithoutCookies: { to: poll, body: success({ token_info: tokens, cookie_info: null }) },
} as const satisfies Readonly<Record<string, Reply>>

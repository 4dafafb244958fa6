import type { Reply } from '@denglu/testing'

// Answers in the shapes that were recorded (see docs/services/bilibili.md); every id and token is invented.

const generate = 'GET passport.bilibili.com/x/passport-login/web/qrcode/generate'
const poll = 'GET passport.bilibili.com/x/passport-login/web/qrcode/poll'

const state = (code: number, message: string) => ({
  code: 0,
  message: '0',
  ttl: 1,
  data: { url: '', refresh_token: '', timestamp: 0, code, message },
})

const attributes = 'Path=/; Domain=bilibili.com; Expires=Tue, 29 Jun 2027 00:00:00 GMT'
const sessdata = '0a1b2c3d%2C1814227200%2Ca9f3e%2A61CjDexample'

export const loginCookies = [
  `SESSDATA=${sessdata}; ${attributes}; HttpOnly; Secure`,
  `bili_jct=00112233445566778899aabbccddeeff; ${attributes}`,
  `DedeUserID=100200300; ${attributes}`,
  `DedeUserID__ckMd5=0011223344556677; ${attributes}`,
  `sid=abcd1234; ${attributes}`,
] as const

const success = (url: string) => ({
  code: 0,
  message: 'OK',
  ttl: 1,
  data: {
    url,
    refresh_token: 'aabbccddeeff00112233445566778899',
    timestamp: 1_798_761_600_123,
    code: 0,
    message: '',
  },
})

const ticketUrl =
  'https://passport.biligame.com/x/passport-login/web/crossDomain?ticket=99887766554433221100ffeeddccbbaa&gourl=https%3A%2F%2Fwww.bilibili.com%2F&first_domain=.bilibili.com'
const hop = 'GET passport.biligame.com/x/passport-login/web/crossDomain'

/** Until 2026-07: the cookies in the query, SESSDATA raw. */
const cookieUrl =
  'https://passport.biligame.com/crossDomain?DedeUserID=100200300&DedeUserID__ckMd5=0011223344556677&Expires=1814227200&SESSDATA=0a1b2c3d,1814227200,a9f3e*61CjDexample&bili_jct=00112233445566778899aabbccddeeff&gourl=https%3A%2F%2Fwww.bilibili.com%2F&first_domain=.bilibili.com'

export const webQrReplies = {
  created: {
    to: generate,
    body: {
      code: 0,
      message: '0',
      ttl: 1,
      data: {
        url: 'https://account.bilibili.com/h5/account-h5/auth/scan-web?navhide=1&callback=close&qrcode_key=0f1e2d3c4b5a69788796a5b4c3d2e1f0&from=main-fe-header',
        qrcode_key: '0f1e2d3c4b5a69788796a5b4c3d2e1f0',
      },
    },
  },
  waiting: { to: poll, body: state(86101, '未扫码') },
  scanned: { to: poll, body: state(86090, '二维码已扫码未确认') },
  expired: { to: poll, body: state(86038, '二维码已失效') },
  unnamed: { to: poll, body: state(86083, 'for 13800000000') },
  /** Since 2026-08. */
  confirmed: { to: poll, setCookies: loginCookies, body: success(ticketUrl) },
  /** Until 2026-07, and a proxy in between has lost the headers. */
  confirmedInUrl: { to: poll, body: success(cookieUrl) },
  /** The cookies are only given along the url. */
  confirmedByTicket: { to: poll, body: success(ticketUrl) },
  confirmedElsewhere: { to: poll, body: success('https://evil.example/crossDomain?ticket=1') },
  confirmedHollow: { to: poll, body: success('') },
  /** A session that is deleted, not given. */
  confirmedDeleted: {
    to: poll,
    setCookies: loginCookies.map((cookie) => cookie.replace(/Expires=[^;]*/, 'Max-Age=0')),
    body: success(''),
  },
  /** Without the attribute, only the value says when the session ends. */
  confirmedWithoutEnd: {
    to: poll,
    setCookies: loginCookies.map((cookie) => cookie.replace(/ Expires=[^;]*;?/, '')),
    body: success(''),
  },
  confirmedNowhere: { to: poll, body: success('of course?ticket=99887766554433221100') },
  blockedHop: { to: hop, status: 412, body: '<html>blocked</html>' },
  firstHop: {
    to: hop,
    status: 302,
    headers: { location: 'https://passport.bilibili.com/x/passport-login/web/crossDomain?step=2' },
    setCookies: ['SESSDATA=; Path=/; Domain=biligame.com', 'SESSDATA=other%2C1; Path=/; Domain=biligame.com'],
  },
  secondHop: {
    to: 'GET passport.bilibili.com/x/passport-login/web/crossDomain',
    status: 302,
    headers: { location: 'https://www.bilibili.com/' },
    setCookies: ['SESSDATA=; Path=/; Domain=bilibili.com', ...loginCookies],
  },
  lastHop: { to: 'GET www.bilibili.com/', body: '<html></html>' },
  brokenHop: { to: hop, status: 502, body: 'bad gateway' },
} as const satisfies Readonly<Record<string, Reply>>

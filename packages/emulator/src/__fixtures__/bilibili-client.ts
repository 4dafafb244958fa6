import { md5, signedText } from '../bilibili/app-sign.ts'

type Params = Readonly<Record<string, string | number>>

export const browser =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36'
export const tvKey = { appkey: '4409e2ce8ffd12b8', secret: '59b43e04ad6965f34319062b478f83dd' }
export const thingsKey = { appkey: '8d23902c1688a798', secret: '710f0212e62bd499b8d3ac6e1db9302a' }

/** Signs as a client does. Its correctness is shown by the published vectors in app-sign.test.ts. */
export function signed(params: Params, { appkey, secret } = tvKey): Params {
  const all = { ...params, appkey }
  return { ...all, sign: md5(signedText(query(all)) + secret) }
}

export function query(params: Params): URLSearchParams {
  return new URLSearchParams(Object.entries(params).map(([name, value]): [string, string] => [name, `${value}`]))
}

/** The smallest honest client: it says what it is, sends what it is told and parses the answer. */
export function createClient(fetch: typeof globalThis.fetch) {
  async function get(url: string, params: Params = {}, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(`${url}?${query(params)}`, {
      headers: { 'user-agent': browser, ...headers },
      redirect: 'manual',
    })
    return read(response)
  }

  async function post(url: string, params: Params = {}, headers: Readonly<Record<string, string>> = {}) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'user-agent': browser, ...headers },
      body: query(params),
    })
    return read(response)
  }

  const passport = 'https://passport.bilibili.com'
  return {
    get,
    post,
    generate: async () => (await get(`${passport}/x/passport-login/web/qrcode/generate`)).body.data,
    poll: (key: string) => get(`${passport}/x/passport-login/web/qrcode/poll`, { qrcode_key: key }),
    tvCreate: (params: Params = signed({ local_id: 0, ts: 0 })) =>
      post(`${passport}/x/passport-tv-login/qrcode/auth_code`, params),
    tvPoll: (params: Params) => post(`${passport}/x/passport-tv-login/qrcode/poll`, params),
    nav: (cookie: string) => get('https://api.bilibili.com/x/web-interface/nav', {}, { cookie }),
  }
}

async function read(response: Response) {
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.startsWith('application/json')
  const cookies = response.headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split('; ')
    const at = pair.indexOf('=')
    return { name: pair.slice(0, at), value: pair.slice(at + 1), attributes }
  })
  return { response, text, cookies, body: isJson ? JSON.parse(text) : undefined }
}

/** The body of an answer, for tests that look at a part of it. */
export async function readBody(response: Response) {
  return JSON.parse(await response.text())
}

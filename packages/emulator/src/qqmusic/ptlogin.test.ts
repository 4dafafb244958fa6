import { expect, test } from 'vitest'
import { hash33 } from './hash33.ts'
import { setUp } from './world.fixture.ts'

const show =
  'https://ssl.ptlogin2.qq.com/ptqrshow?appid=716027609&e=2&l=M&s=3&d=72&v=4&t=0.1&daid=383&pt_3rd_aid=100497308'

async function showCode(world: ReturnType<typeof setUp>) {
  const response = await world.get(show)
  const qrsig = /qrsig=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1] ?? ''
  const picture = Buffer.from(await response.arrayBuffer())
  const poll = async (token = hash33(qrsig, 0), sent = qrsig) => {
    const answer = await world.get(`https://ssl.ptlogin2.qq.com/ptqrlogin?ptqrtoken=${token}`, {
      cookie: `qrsig=${sent}`,
    })
    return { status: answer.status, text: await answer.text() }
  }
  return { qr: { kind: 'image', base64: picture.toString('base64') } as const, picture, poll, response }
}

test('a code is a PNG, and goes through its states; its success is told once', async () => {
  const world = setUp()
  const { qr, picture, poll, response } = await showCode(world)
  expect(response.headers.get('content-type')).toBe('image/png')
  expect(picture.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a')
  expect((await poll()).text).toBe("ptuiCB('66','0','','0','二维码未失效。', '')")
  world.service.apps.qq.scan(qr)
  expect((await poll()).text).toMatch(/^ptuiCB\('67','0','','0','二维码认证中。\(\d{10}\)', ''\)$/)
  world.service.apps.qq.confirm()
  const { text } = await poll()
  // Other clients cut these two out by their neighbours.
  expect(text).toMatch(/uin=(\d+)&service=ptqrlogin/)
  expect(text).toMatch(/ptsigx=([0-9a-f]{32})&s_url=/)
  expect((await poll()).text).toMatch(/^ptuiCB\('65'/)
})

test('declined and expired have numbers of their own', async () => {
  const world = setUp()
  const declined = await showCode(world)
  const expired = await showCode(world)
  world.service.phone.decline(declined.qr)
  world.clock.advance(180_000)
  expect((await expired.poll()).text).toMatch(/^ptuiCB\('65','0','','0','二维码已失效。', ''\)$/)
  const again = await showCode(world)
  world.service.phone.decline(again.qr)
  expect((await again.poll()).text).toMatch(/^ptuiCB\('68'/)
})

test('a token that does not fit is HTTP 403, and so is another app', async () => {
  const world = setUp()
  const { poll } = await showCode(world)
  expect((await poll(1)).status).toBe(403)
  expect((await poll(hash33('', 0), '')).status).toBe(403)
  expect((await world.get('https://ssl.ptlogin2.qq.com/ptqrshow?appid=1')).status).toBe(403)
})

/** As far as the answer of check_sig. */
async function signIn(world: ReturnType<typeof setUp>) {
  const { qr, poll } = await showCode(world)
  world.service.phone.confirm(qr)
  const url = /'(https[^']+)'/.exec((await poll()).text)?.[1] ?? ''
  return { url, response: await world.get(url) }
}

test('check_sig deletes for the parent what it has set, and works once', async () => {
  const world = setUp()
  const { url, response } = await signIn(world)
  expect(response.status).toBe(302)
  const names = response.headers
    .getSetCookie()
    .map((line) =>
      line.replace(/=([^;]*).*?Domain=([^;]+).*/, (_all, value, domain) => ` ${domain}${value ? '' : ' deleted'}`),
    )
  expect(names).toEqual([
    'pt2gguin ptlogin2.qq.com',
    'p_uin graph.qq.com',
    'pt4_token graph.qq.com',
    'p_skey_forbid graph.qq.com deleted',
    'p_skey graph.qq.com',
    'pt_oauth_token graph.qq.com',
    'p_uin qq.com deleted',
    'p_skey qq.com deleted',
    'pt4_token qq.com deleted',
    'pt_login_type graph.qq.com',
  ])
  expect((await world.get(url)).status).toBe(403)
})

test('risk control lets nobody in', async () => {
  const { response } = await signIn(setUp({ checkSig: 'forbid' }))
  const lines = response.headers.getSetCookie().join('\n')
  expect(lines).toContain('p_skey_forbid=1')
  expect(lines).not.toMatch(/p_skey=[^;]/)
})

test('authorize wants the cookies and their hash, and its code is good once', async () => {
  const world = setUp()
  const { response } = await signIn(world)
  const cookies = response.headers
    .getSetCookie()
    .flatMap((line) => (/^(p_uin|p_skey)=[^;]+(?=;)/.exec(line) ?? []).slice(0, 1))
  const pSkey = cookies.find((pair) => pair.startsWith('p_skey='))?.slice('p_skey='.length) ?? ''
  const authorize = (gTk: number, fields: Record<string, string> = {}) =>
    world.emulator.fetch('https://graph.qq.com/oauth2.0/authorize', {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookies.join('; ') },
      body: new URLSearchParams({
        response_type: 'code',
        client_id: '100497308',
        redirect_uri: 'https://y.qq.com/portal/wx_redirect.html?login_type=1&surl=https://y.qq.com/',
        scope: 'get_user_info',
        state: 'state',
        g_tk: `${gTk}`,
        ...fields,
      }),
    })
  expect((await authorize(5381)).status).toBe(200)
  expect((await authorize(hash33(pSkey, 5381), { client_id: '1' })).headers.get('location')).toContain(
    'error_code=100010',
  )
  const location = (await authorize(hash33(pSkey, 5381))).headers.get('location') ?? ''
  const code = /&code=([0-9A-F]{32})&state=state$/.exec(location)?.[1]
  const exchange = () => world.call('QQLogin@QQConnectLogin.LoginServer', { code }, { ct: 24, tmeLoginType: 2 })
  expect(await exchange()).toMatchObject({ code: 0, data: { loginType: 2, keyExpiresIn: 259200 } })
  expect(await exchange()).toMatchObject({ code: 1000 })
})

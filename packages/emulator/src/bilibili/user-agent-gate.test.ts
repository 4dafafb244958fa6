import { expect, test } from 'vitest'
import { createClient, signed } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'

const nav = 'https://api.bilibili.com/x/web-interface/nav'

test.each(['', 'curl/8.5.0', 'python-requests/2.32', 'Python-urllib/3.12'])('blocks "%s"', async (userAgent) => {
  const { get } = createClient(createEmulator().fetch)
  const { response, text } = await get(nav, {}, { 'user-agent': userAgent })
  expect(response.status).toBe(412)
  expect(response.headers.get('content-type')).toContain('text/html')
  expect(text).toContain('出错啦')
})

test.each(['node', 'Mozilla/5.0', 'reqwest/0.12'])('serves "%s"', async (userAgent) => {
  const { get } = createClient(createEmulator().fetch)
  expect((await get(nav, {}, { 'user-agent': userAgent })).response.status).toBe(200)
})

test('a fetch that says nothing is served as Node, as over a socket', async () => {
  expect((await createEmulator().fetch(nav)).status).toBe(200)
})

test('the endpoints of the TV app want a name, but any will do', async () => {
  const { post } = createClient(createEmulator().fetch)
  const url = 'https://passport.bilibili.com/x/passport-tv-login/qrcode/auth_code'
  const order = signed({ local_id: 0, ts: 0 })
  expect((await post(url, order, { 'user-agent': 'python-requests/2.32' })).body.code).toBe(0)
  expect((await post(url, order, { 'user-agent': '' })).response.status).toBe(412)
})

test('the gate can be opened', async () => {
  const { get } = createClient(createEmulator({ bilibili: { userAgentGate: false } }).fetch)
  expect((await get(nav, {}, { 'user-agent': 'curl/8.5.0' })).response.status).toBe(200)
})

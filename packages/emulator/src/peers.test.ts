// A client that knows nothing of us logs in as it is: the only thing changed is where its requests go.
import { TvQrcodeLogin, WebQrcodeLogin } from '@renmu/bili-api'
import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createClient } from './__fixtures__/bilibili-client.ts'
import { createEmulator } from './emulator.ts'

let emulator = createEmulator()
const server = setupServer(http.all('*', ({ request }) => emulator.handle(request)))

beforeAll(() => server.listen())
beforeEach(() => {
  emulator = createEmulator()
})
afterAll(() => server.close())

/** Who the service says is there. */
async function whoIs(sessdata: string | undefined) {
  const { body } = await createClient(emulator.fetch).nav(`SESSDATA=${sessdata}`)
  return body.data.mid
}

test('as a TV: told each state, given tokens and cookies once, and its tokens are renewed', async () => {
  const { bilibili } = emulator
  const peer = new TvQrcodeLogin()
  const { url, auth_code } = await peer.getQrcode()
  expect((await peer.poll(auth_code)).code).toBe(86039)
  bilibili.phone.scan(url)
  expect((await peer.poll(auth_code)).code).toBe(86039) // This key never tells a scan.
  bilibili.phone.confirm()
  const { code, data } = await peer.poll(auth_code)
  expect([code, data.mid]).toEqual([0, bilibili.accounts.first.mid])
  expect((await peer.poll(auth_code)).code).toBe(86038)

  const sessdata = data.cookie_info.cookies.find(({ name }: { readonly name: string }) => name === 'SESSDATA')?.value
  expect(await whoIs(sessdata)).toBe(data.mid)
  const renewed = await peer.refresh(data.access_token, data.refresh_token)
  const { token, appkey } = bilibili.accounts.first.sessions()[1]?.access ?? {}
  expect([renewed, appkey]).toMatchObject([{ token_info: { access_token: token } }, '4409e2ce8ffd12b8'])
})

test('on the web: told each state; it looks for cookies where they were until 2026-07, and there they still can be', async () => {
  const { phone, settings } = emulator.bilibili
  const logIn = async () => {
    const peer = new WebQrcodeLogin()
    const { url, qrcode_key } = await peer.getQrcode()
    expect((await peer.poll(qrcode_key)).data.code).toBe(86101)
    phone.scan(url)
    expect((await peer.poll(qrcode_key)).data.code).toBe(86090)
    phone.confirm()
    return new URL((await peer.poll(qrcode_key)).data.url).searchParams.get('SESSDATA')
  }
  expect(await logIn()).toBeNull()
  settings.webSuccess = 'cookies-in-url'
  expect(await whoIs(encodeURIComponent((await logIn()) ?? ''))).toBe(emulator.bilibili.accounts.first.mid)
})

test('what the service would refuse is refused: a wrong secret, and the tokens of nobody', async () => {
  const peer = new TvQrcodeLogin()
  await expect(peer.refresh('0'.repeat(32), '0'.repeat(32))).rejects.toMatchObject({ code: -101 })
  const impostor = new TvQrcodeLogin()
  Object.assign(impostor, { secretKey: 'x'.repeat(32) })
  await expect(impostor.getQrcode()).rejects.toMatchObject({ code: -3 })
})

import { http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'

const emulator = createEmulator({ bilibili: { webSuccess: 'redirect-chain' } })
const server = setupServer(http.all('*', ({ request }) => emulator.handle(request)))

beforeAll(() => server.listen())
afterAll(() => server.close())

test('one handler is enough for a login over the global fetch, redirects and all', async () => {
  const client = createClient(fetch)
  const { url, qrcode_key: key } = await client.generate()
  emulator.bilibili.phone.confirm(url)
  const { body } = await client.poll(key)
  const hop = await client.get(body.data.url)
  expect([hop.response.status, hop.cookies.length]).toEqual([302, 6])
  const session = hop.cookies.findLast(({ name }) => name === 'SESSDATA')
  expect((await client.nav(`SESSDATA=${session?.value}`)).body.data.isLogin).toBe(true)
  expect((await fetch(body.data.url)).url).toBe('https://www.bilibili.com/')
})

test.each(['reset', 'refuse', 'truncate'] as const)('%s is a failure of fetch', async (kind) => {
  emulator.faults.add({ kind, times: 1 })
  const read = async () => (await fetch('https://www.bilibili.com/')).text()
  await expect(read()).rejects.toThrow(TypeError)
})

test('a host that is not emulated is an error of the handler, which names it', async () => {
  const printed = vi.spyOn(console, 'error').mockReturnValue()
  const response = await fetch('https://www.example.org/')
  expect([response.status, await response.text()]).toEqual([500, expect.stringContaining('www.example.org')])
  expect(printed).toHaveBeenCalled()
  printed.mockRestore()
})

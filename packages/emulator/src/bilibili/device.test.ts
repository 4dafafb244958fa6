import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const uuid = '[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}'
const buvid3 = new RegExp(`^${uuid}\\d{5}infoc$`)

function setUp() {
  const clock = createManualClock()
  return { clock, client: createClient(createEmulator({ clock }).fetch) }
}

test('the home page gives a new visitor buvid3 and b_nut', async () => {
  const { client, clock } = setUp()
  const { cookies } = await client.get('https://www.bilibili.com/')
  expect(cookies.map(({ name }) => name)).toEqual(['buvid3', 'b_nut'])
  expect(cookies[0]?.value).toMatch(buvid3)
  expect(cookies[0]?.attributes).toContain('Domain=.bilibili.com')
  expect(cookies[1]?.value).toBe(`${clock.now() / 1000}`)
})

test('it gives a known visitor only what is missing', async () => {
  const { client } = setUp()
  const half = await client.get('https://www.bilibili.com/', {}, { cookie: 'buvid3=x' })
  expect(half.cookies.map(({ name, value }) => [name, value])).toEqual([['b_nut', '100']])
  const full = await client.get('https://www.bilibili.com/', {}, { cookie: 'buvid3=x; b_nut=100' })
  expect(full.cookies).toEqual([])
})

test('HEAD sets the same cookies and has no body', async () => {
  const { fetch } = createEmulator()
  const response = await fetch('https://www.bilibili.com/', { method: 'HEAD' })
  expect(response.headers.getSetCookie()).toHaveLength(2)
  expect(await response.text()).toBe('')
})

test.each(['spi', 'spi_v2'])('%s hands out both device ids', async (name) => {
  const { client } = setUp()
  const { body } = await client.get(`https://api.bilibili.com/x/frontend/finger/${name}`)
  expect(body).toMatchObject({ code: 0, message: 'ok', data: { b_3: expect.stringMatching(buvid3) } })
  expect(body.data.b_4).toMatch(new RegExp(`^${uuid}\\d{5}-\\d{9}-[A-Za-z0-9+/]+=*$`))
})

test('getbuvid hands out one, in the old envelope', async () => {
  const { client } = setUp()
  const { body } = await client.get('https://api.bilibili.com/x/web-frontend/getbuvid')
  expect(body).toEqual({ code: 0, data: { buvid: expect.stringMatching(buvid3) } })
})

test('fingerprints are taken unread', async () => {
  const { client } = setUp()
  const { body } = await client.post('https://api.bilibili.com/x/internal/gaia-gateway/ExClimbWuzhi', { payload: '{}' })
  expect(body).toMatchObject({ code: 0 })
})

import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'

async function successUrl(webSuccess: 'redirect-chain' | 'cookies-in-url', goUrl?: string) {
  const emulator = createEmulator({ bilibili: { webSuccess } })
  const client = createClient(emulator.fetch)
  const { body } = await client.get('https://passport.bilibili.com/x/passport-login/web/qrcode/generate', {
    ...(goUrl && { go_url: goUrl }),
  })
  emulator.bilibili.phone.confirm(body.data.url)
  const url: string = (await client.poll(body.data.qrcode_key)).body.data.url
  return { emulator, client, url }
}

async function follow(client: ReturnType<typeof createClient>, start: string) {
  const hops = []
  let next: string | null = start
  while (next) {
    const { response, cookies }: Awaited<ReturnType<typeof client.get>> = await client.get(next)
    hops.push({ host: new URL(next).host, status: response.status, cookies })
    next = response.headers.get('location')
  }
  return hops
}

test('three redirects, each with the five cookies, the first with an empty one before', async () => {
  const { emulator, client, url } = await successUrl('redirect-chain')
  const hops = await follow(client, url)
  expect(hops.map(({ host, status, cookies }) => [host, status, cookies.length])).toEqual([
    ['passport.biligame.com', 302, 6],
    ['passport.bilibili.com', 302, 5],
    ['passport.biligame.com', 302, 5],
    ['www.bilibili.com', 200, 2],
  ])
  const [session] = emulator.bilibili.accounts.first.sessions()
  const values = hops.map(({ cookies }) => cookies.filter(({ name }) => name === 'SESSDATA').map(({ value }) => value))
  const real = session?.cookies.SESSDATA
  expect(values).toEqual([['', real], [real], [real], []])
  const domains = hops.slice(0, 3).map(({ cookies }) => new Set(cookies.map(({ attributes }) => attributes[1])))
  expect(domains).toEqual([
    new Set(['Domain=biligame.com']),
    new Set(['Domain=bilibili.com']),
    new Set(['Domain=biligame.com']),
  ])
})

test('fetch follows it to the page where the login was to lead', async () => {
  const { emulator, url } = await successUrl('redirect-chain', 'https://www.bilibili.com/?from=login')
  const response = await emulator.fetch(url)
  expect(response.url).toBe('https://www.bilibili.com/?from=login')
  expect(response.redirected).toBe(true)
})

test('never leads away from the service', async () => {
  const { emulator, url } = await successUrl('redirect-chain', 'https://bilibili.com.example.org/')
  expect((await emulator.fetch(url)).url).toBe('https://www.bilibili.com/')
})

test('a ticket ends with its session', async () => {
  const { emulator, client, url } = await successUrl('redirect-chain')
  emulator.bilibili.accounts.first.endSessions()
  const hops = await follow(client, url)
  expect(hops.slice(0, 3).flatMap(({ cookies }) => cookies)).toEqual([])
})

test('the older url answers in one redirect', async () => {
  const { client, url } = await successUrl('cookies-in-url')
  const hops = await follow(client, url)
  expect(hops.map(({ status, cookies }) => [status, cookies.length])).toEqual([
    [302, 5],
    [200, 2],
  ])
})

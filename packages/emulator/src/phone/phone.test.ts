import { beforeEach, expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

const clock = createManualClock()
let emulator = createEmulator({ clock })
let client = createClient(emulator.fetch)

beforeEach(() => {
  emulator = createEmulator({ clock })
  client = createClient(emulator.fetch)
})

const state = async (key: string) => (await client.poll(key)).body.data.code

test('sees a text, the qr of an event, or a text with other surroundings', async () => {
  const { phone } = emulator.bilibili
  const { url, qrcode_key: key } = await client.generate()
  for (const qr of [url, { kind: 'text', text: url } as const, url.replace('https', 'http'), ` ${key}\n`]) {
    expect(() => phone.scan(qr)).not.toThrow()
  }
  expect(await state(key)).toBe(86090)
})

test('confirms what it scanned last', async () => {
  const { phone } = emulator.bilibili
  const [one, two] = [await client.generate(), await client.generate()]
  phone.scan(two.url)
  phone.scan(one.url)
  phone.confirm()
  expect([await state(one.qrcode_key), await state(two.qrcode_key)]).toEqual([0, 86090])
  phone.decline()
  expect(() => phone.confirm()).toThrow('has not scanned anything')
})

test('acts for the first account, or for the one it is given', async () => {
  const { phone, accounts } = emulator.bilibili
  const other = accounts.add()
  const [one, two] = [await client.generate(), await client.generate()]
  phone.confirm(one.url)
  phone.scan(two.url, { account: other })
  phone.confirm()
  await Promise.all([client.poll(one.qrcode_key), client.poll(two.qrcode_key)])
  expect([accounts.first.sessions().length, other.sessions().length]).toEqual([1, 1])
})

test('says why it cannot, without repeating the code', async () => {
  const { phone } = emulator.bilibili
  const { url, qrcode_key: key } = await client.generate()
  expect(() => phone.scan('https://example.org/?secret')).toThrow(expect.objectContaining({ reason: 'unknown-code' }))
  expect(() => phone.scan('secret')).not.toThrow('secret')
  expect(() => phone.scan(url, { account: { userId: '1' } })).toThrow(
    expect.objectContaining({ reason: 'unknown-account' }),
  )
  expect(() => phone.confirm()).toThrow(expect.objectContaining({ reason: 'nothing-scanned' }))
  phone.confirm(url)
  await client.poll(key)
  expect(() => phone.scan(url)).toThrow(expect.objectContaining({ name: 'PhoneError', reason: 'dead-code' }))
})

test('told once, follows every new code', async () => {
  const { phone, accounts } = emulator.bilibili
  const other = accounts.add()
  const before = (await client.generate()).qrcode_key
  phone.follow({ scanAfterMs: 2000, confirmAfterMs: 3000, account: other })
  const keys = [(await client.generate()).qrcode_key, (await client.generate()).qrcode_key] as const
  expect(await state(keys[0])).toBe(86101)
  clock.advance(2000)
  expect(await state(keys[0])).toBe(86090)
  clock.advance(3000)
  expect(await state(keys[0])).toBe(0)
  expect(await state(keys[1])).toBe(0)
  expect(await state(before)).toBe(86101)
  expect(other.sessions()).toHaveLength(2)

  phone.follow(undefined)
  const after = (await client.generate()).qrcode_key
  clock.advance(10_000)
  expect(await state(after)).toBe(86101)
})

test('can be scripted from the start, and a clock that waits plays both sides', async () => {
  const quick = createEmulator({ clock, bilibili: { phone: { scanAfterMs: 3000, confirmAfterMs: 3000 } } })
  client = createClient(quick.fetch)
  const { qrcode_key: key } = await client.generate()
  const codes = []
  while (codes.at(-1) !== 0) {
    codes.push(await state(key))
    await clock.wait(2000)
  }
  expect(codes).toEqual([86101, 86101, 86090, 0])
})

import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'

function setUp() {
  const clock = createManualClock()
  const emulator = createEmulator({ clock })
  const account = emulator.bilibili.accounts.add({ name: '听风', avatarUrl: 'https://i0.hdslb.com/bfs/face/a.jpg' })
  return { clock, emulator, account, client: createClient(emulator.fetch) }
}

test('knows exactly the sessions that were issued', async () => {
  const { account, client } = setUp()
  const { SESSDATA } = account.openSession().cookies
  const { body } = await client.nav(`a=b; SESSDATA=${SESSDATA}`)
  expect(body).toMatchObject({
    code: 0,
    data: { isLogin: true, mid: account.mid, uname: '听风', face: 'https://i0.hdslb.com/bfs/face/a.jpg' },
  })
  const refused = { code: -101, message: '账号未登录', data: { isLogin: false } }
  expect((await client.nav('')).body).toMatchObject(refused)
  expect((await client.nav(`SESSDATA=${SESSDATA}0`)).body).toMatchObject(refused)
  expect((await client.nav(`SESSDATA=${decodeURIComponent(SESSDATA)}`)).body).toMatchObject(refused)
  expect((await client.nav(`SESSDATA=${encodeURIComponent(SESSDATA)}`)).body).toMatchObject(refused)
})

test('takes the asterisk of a session encoded or not, as BBDown sends it', async () => {
  const { account, client } = setUp()
  const { SESSDATA } = account.openSession().cookies
  expect(SESSDATA).toContain('%2A')
  expect((await client.nav(`SESSDATA=${SESSDATA.replace('%2A', '*')}`)).body.code).toBe(0)
})

test('a session ends by the clock', async () => {
  const { account, client, clock } = setUp()
  const { SESSDATA } = account.openSession().cookies
  clock.advance(180 * 86_400_000 - 1)
  expect((await client.nav(`SESSDATA=${SESSDATA}`)).body.code).toBe(0)
  clock.advance(1)
  expect((await client.nav(`SESSDATA=${SESSDATA}`)).body.code).toBe(-101)
  expect(account.sessions()).toEqual([])
})

test('and when all sessions of its account are ended, while others live on', async () => {
  const { account, client, emulator } = setUp()
  const mine = account.openSession().cookies.SESSDATA
  const other = emulator.bilibili.accounts.first.openSession().cookies.SESSDATA
  expect(account.sessions()).toHaveLength(1)
  account.endSessions()
  expect((await client.nav(`SESSDATA=${mine}`)).body.code).toBe(-101)
  expect((await client.nav(`SESSDATA=${other}`)).body.code).toBe(0)
})

import { expect, test } from 'vitest'
import { createClient } from '../__fixtures__/bilibili-client.ts'
import { createEmulator } from '../emulator.ts'

test('ends the session of who brings its csrf token; whoever is not there is shown the login page', async () => {
  const emulator = createEmulator()
  const client = createClient(emulator.fetch)
  const account = emulator.bilibili.accounts.first
  const { SESSDATA, bili_jct, DedeUserID } = account.openSession().cookies
  const exit = (biliCSRF: string, cookie = `SESSDATA=${SESSDATA}; DedeUserID=${DedeUserID}`) =>
    client.post('https://passport.bilibili.com/login/exit/v2', { biliCSRF }, { cookie })

  expect((await exit('wrong')).body).toMatchObject({ code: 2202, status: false })
  expect((await exit(bili_jct, `SESSDATA=${SESSDATA}`)).text).toMatch(/^<!DOCTYPE html>/)
  expect(account.sessions()).toHaveLength(1)

  const { body, cookies } = await exit(bili_jct)
  expect(body).toMatchObject({ code: 0, status: true })
  expect(cookies.map(({ value, attributes }) => [value, attributes[2]])).toEqual(
    Array(5).fill(['', 'Expires=Thu, 01 Jan 1970 00:00:00 GMT']),
  )
  expect(account.sessions()).toEqual([])
  expect((await exit(bili_jct)).text).toMatch(/^<!DOCTYPE html>/)
})

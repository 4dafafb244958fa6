import { writeFileSync } from 'node:fs'
import { type Credential, systemClock } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'

describe.concurrent('denglu status', { timeout: 30_000 }, () => {
  test('asks the service, and marks what it says', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()

    const { code, stdout } = await bench.run(['status'])

    const { name } = bench.emulator.bilibili.accounts.first
    expect(stdout).toMatch(/^PROVIDER {2}USER {10}NAME {6}STATE {6}EXPIRES\n/)
    expect(stdout).toMatch(
      new RegExp(`bilibili  ${userId}  ${name}  logged in  \\d{4}-\\d\\d-\\d\\d \\(in 180 days\\)`),
    )
    expect(code).toBe(0)
  })

  test('ends with 3 when a login has expired, and says what mends it', async () => {
    await using bench = await openBench()
    await bench.logIn()
    bench.emulator.bilibili.accounts.first.endSessions()

    const { code, stdout, stderr } = await bench.run(['status', '--emulator', bench.origin])

    expect(stdout).toContain('expired')
    expect(stderr).toBe(`Log in again: denglu login bilibili --emulator ${bench.origin}\n`)
    expect(code).toBe(3)
  })

  test('ends with 3 when nobody is logged in', async () => {
    await using bench = await openBench()

    const { code, stdout, stderr } = await bench.run(['status'])

    expect(stderr).toBe('Error: Nobody is logged in.\n  Log in: denglu login\n')
    expect(stdout).toBe('')
    expect(code).toBe(3)
  })

  test('tells a program', async () => {
    await using bench = await openBench()
    expect(await bench.run(['status', '--json'])).toEqual({ code: 3, stdout: '{"accounts":[]}\n', stderr: '' })
    const userId = await bench.logIn()

    const { code, stdout, stderr } = await bench.run(['status', '--json'])

    expect(JSON.parse(stdout)).toEqual({
      accounts: [
        {
          provider: 'bilibili',
          userId,
          current: true,
          name: bench.emulator.bilibili.accounts.first.name,
          status: 'valid',
          issuedAt: expect.any(Number),
          expiresAt: expect.any(Number),
        },
      ],
    })
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  test('one account that cannot be read does not hide the others', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    const broken = bench.store.pathOf({ provider: 'bilibili', userId: '2' })
    writeFileSync(broken, '{"denglu":1,"credential":{"provider":"bilibili","userId":"2"}}', { mode: 0o600 })

    const { code, stdout, stderr } = await bench.run(['status'])

    expect(stdout).toMatch(/bilibili {2}2 .*unreadable/)
    expect(stdout).toMatch(new RegExp(`bilibili  ${userId} .*logged in`))
    expect(stderr).toContain(`mv ${broken} ${broken}.damaged`)
    expect(code).toBe(9)
  })

  test('a service that cannot be reached says nothing about the login', async () => {
    await using bench = await openBench()
    await bench.logIn()
    bench.emulator.faults.add({ kind: 'reset' })

    const { code, stdout, stderr } = await bench.run(['status', '--lang', 'zh'])

    expect(stdout).toContain('无法查询')
    expect(stderr).toContain('请检查网络连接')
    expect(code).toBe(8)
  })
})

describe.concurrent('denglu refresh', { timeout: 30_000 }, () => {
  test('renews the login and stores it', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    const key = { provider: 'bilibili', userId }
    const before = await bench.store.read(key)

    const { code, stderr } = await bench.run(['refresh'])

    expect(stderr).toMatch(new RegExp(`^Renewed: bilibili ${userId}, \\d{4}-\\d\\d-\\d\\d \\(in 180 days\\)\n$`))
    expect(code).toBe(0)
    expect(await bench.store.read(key)).not.toEqual(before)
    expect((await bench.run(['status'])).code).toBe(0)
  })

  test('says what to do when a login cannot be renewed any more', async () => {
    await using bench = await openBench()
    await bench.logIn()
    bench.emulator.bilibili.accounts.first.endSessions()

    const { code, stderr } = await bench.run(['refresh'])

    expect(stderr).toContain('This login is not accepted any more.')
    expect(stderr).toContain('Log in again: denglu login bilibili\n')
    expect(code).toBe(3)
  })

  test('what works to its end but cannot be renewed is no failure', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    const { refreshToken: _, ...stored } = (await bench.store.read(key)) as Credential & { refreshToken: string }
    await bench.store.write(stored)

    const { code, stderr } = await bench.run(['refresh'])

    expect(stderr).toContain('This login works until it ends, but it cannot be renewed.')
    expect(code).toBe(0)
  })

  test('waits while another program works on the account, and tells a program', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()

    let isBusy = true
    const refreshed = bench.run(['refresh', 'bilibili', userId, '--json']).then((ran) => ({ ...ran, isBusy }))
    await bench.store.lock({ provider: 'bilibili', userId }, () => systemClock.wait(3_000))
    isBusy = false

    const { code, stdout, isBusy: wasBusy } = await refreshed
    expect(wasBusy).toBe(false)
    expect(JSON.parse(stdout)).toEqual({
      accounts: [
        { provider: 'bilibili', userId, current: true, issuedAt: expect.any(Number), expiresAt: expect.any(Number) },
      ],
    })
    expect(code).toBe(0)
  })
})

describe.concurrent('denglu logout', { timeout: 30_000 }, () => {
  test('ends the login at the service, and forgets it', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    expect(bench.emulator.bilibili.accounts.first.sessions()).toHaveLength(1)

    const { code, stderr } = await bench.run(['logout'])

    expect(stderr).toBe(`Logged out: bilibili ${userId}\n`)
    expect(code).toBe(0)
    expect(bench.emulator.bilibili.accounts.first.sessions()).toHaveLength(0)
    expect(await bench.store.list()).toEqual([])
  })

  test('keeps what it could not end, unless told to forget', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    bench.emulator.faults.add({ kind: 'reset' })

    const kept = await bench.run(['logout', 'bilibili'])
    expect(kept.stderr).toContain(`denglu logout bilibili ${userId} --forget`)
    expect(kept.code).toBe(8)
    expect(await bench.store.list()).toHaveLength(1)

    const forgotten = await bench.run(['logout', 'bilibili', '--forget'])
    expect(forgotten.stderr).toContain('The service was not told')
    expect(forgotten.code).toBe(0)
    expect(await bench.store.list()).toEqual([])
  })

  test('of several accounts one has to be named, or be the current one', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    const other = { provider: 'bilibili', userId: '7' }
    await bench.store.write({ ...other, version: 1, issuedAt: 0 })

    const unnamed = await bench.run(['logout', '--forget'])
    expect(unnamed.stderr).toBe(`Error: Which account?\n  Choose one of bilibili ${userId}, bilibili 7.\n`)
    expect(unnamed.code).toBe(2)

    await bench.store.writeCurrent(other)
    expect((await bench.run(['logout', 'bilibili', '--forget', '--json'])).stdout).toBe(`${JSON.stringify(other)}\n`)
    expect(await bench.store.list()).toEqual([{ provider: 'bilibili', userId }])
  })

  test('an account that is not there is not logged out', async () => {
    await using bench = await openBench()
    await bench.logIn()

    const { code, stderr } = await bench.run(['logout', 'bilibili', '7'])

    expect(stderr).toBe('Error: bilibili 7 is not stored here.\n  Log in: denglu login bilibili\n')
    expect(code).toBe(3)
  })
})

describe.concurrent('denglu use', { timeout: 30_000 }, () => {
  test('changes the account that the others take', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    const other = { provider: 'bilibili', userId: '7' }
    await bench.store.write({ ...other, version: 1, issuedAt: 0 })
    await bench.store.writeCurrent(other)

    expect((await bench.run(['use', 'bilibili'])).code).toBe(2)
    expect((await bench.run(['use', 'bilibili', '8'])).code).toBe(3)
    const { code, stderr } = await bench.run(['use', 'bilibili', userId])

    expect(stderr).toBe(`In use from now on: bilibili ${userId}\n`)
    expect(code).toBe(0)
    expect((await bench.run(['token', 'bilibili', 'DedeUserID'])).stdout).toBe(`${userId}\n`)
    expect((await bench.run(['use', 'bilibili', '7', '--json'])).stdout).toBe(
      `${JSON.stringify({ ...other, current: true })}\n`,
    )
  })
})

describe.concurrent('denglu list', { timeout: 30_000 }, () => {
  test('reads what is stored and asks nobody', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    await bench.store.write({ provider: 'bilibili', userId: '7', version: 1, issuedAt: 0 })
    await bench.store.writeCurrent({ provider: 'bilibili', userId })
    bench.emulator.faults.add({ kind: 'reset' })

    const { code, stdout } = await bench.run(['list'])

    expect(stdout.split('\n')).toEqual([
      '   PROVIDER  USER          KEPT IN',
      `*  bilibili  ${userId}  ${bench.store.pathOf({ provider: 'bilibili', userId })}`,
      `   bilibili  7             ${bench.store.pathOf({ provider: 'bilibili', userId: '7' })}`,
      '',
    ])
    expect(code).toBe(0)
  })

  test('an empty list is a fine answer for a program', async () => {
    await using bench = await openBench()

    expect(await bench.run(['list', '--json'])).toEqual({ code: 0, stdout: '{"accounts":[]}\n', stderr: '' })
  })

  test('accounts of an emulator are kept apart', async () => {
    await using bench = await openBench()
    await bench.logIn()

    const { code, stderr } = await bench.run(['list'], { env: { DENGLU_EMULATOR: '' } })

    expect(stderr).toContain('Nobody is logged in.')
    expect(code).toBe(3)
  })
})

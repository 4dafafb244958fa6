import { chmodSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Credential } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'
import { converse } from './conversation.fixture.ts'

const eager = { scanAfterMs: 0, confirmAfterMs: 0 }
const login = ['login', 'bilibili', 'web-qr']

// Most of the time they wait for the next poll, so they wait together.
describe.concurrent('denglu login', { timeout: 30_000 }, () => {
  test('logs in, tries the login out, stores it and says where', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)

    const { code, stdout, stderr } = await bench.run(login)

    const { userId, name } = bench.emulator.bilibili.accounts.first
    expect(stderr).toContain(`Logged in to Bilibili as ${name} (${userId}).`)
    expect(stderr).toContain(`Kept in ${bench.store.pathOf({ provider: 'bilibili', userId })}`)
    expect(stdout).toBe('')
    expect(code).toBe(0)
    expect(await bench.store.read({ provider: 'bilibili', userId })).toMatchObject({ provider: 'bilibili', userId })
    expect(await bench.store.readCurrent('bilibili')).toBe(userId)
  })

  test('speaks Chinese by locale', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)

    const { code, stderr } = await bench.run(login, { env: { LC_ALL: 'zh_CN.UTF-8' } })

    expect(stderr).toContain('哔哩哔哩：使用哔哩哔哩 App 扫码')
    expect(stderr).toContain(`已登录 哔哩哔哩：${bench.emulator.bilibili.accounts.first.name}`)
    expect(code).toBe(0)
  })

  test('tells a program, one JSON object a line, and nothing to people', async () => {
    await using bench = await openBench({ bilibili: { phone: { scanAfterMs: 0, confirmAfterMs: 2_500 } } })

    const { code, stdout, stderr } = await bench.run([...login, '--json'])

    const { userId, name } = bench.emulator.bilibili.accounts.first
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        type: 'qr-ready',
        qr: { kind: 'text', text: expect.stringContaining('qrcode_key=') },
        expiresAt: expect.any(Number),
      },
      { type: 'qr-scanned' },
      {
        type: 'login-succeeded',
        provider: 'bilibili',
        userId,
        name,
        expiresAt: expect.any(Number),
        verified: true,
        path: bench.store.pathOf({ provider: 'bilibili', userId }),
      },
    ])
    expect(stderr).toBe('')
    expect(code).toBe(0)
  })

  test('piped, it draws without colour and moves no cursor', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)

    const { stderr } = await bench.run(login)

    expect(stderr).toContain('▀')
    expect(stderr).not.toContain('\u001b')
  })

  test('replaces a code that expires, as often as it may, then ends with 5', async () => {
    await using bench = await openBench({ bilibili: { qrLivesMs: 1_000 } })

    const { code, stderr } = await bench.run([...login, '--renew', '1', '--qr', 'link'])

    expect(stderr.match(/qrcode_key=\w+/g)).toHaveLength(2)
    expect(stderr).toContain('The code has expired. Here is a new one.')
    expect(stderr).toContain('Error: The code expired before it was confirmed.')
    expect(stderr).toContain('Start again')
    expect(code).toBe(5)
  })

  test('writes the code to a file', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)
    const path = join(bench.home, 'code.png')

    const { code, stdout } = await bench.run([...login, '--json', '--qr-file', path])

    expect(stdout).toContain('"type":"login-succeeded"')
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG')
    expect(code).toBe(0)
  })

  test('a file that cannot be written is a mistake in the command line', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)

    const { code, stderr } = await bench.run([...login, '--qr-file', join(bench.home, 'nowhere/code.png')])

    expect(stderr).toContain('nowhere/code.png cannot be written (ENOENT).')
    expect(code).toBe(2)
  })

  test('without a network it ends with 8', async () => {
    await using bench = await openBench()
    const server = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => server.on('listening', resolve))
    const { port } = server.address() as AddressInfo
    await new Promise((resolve) => server.close(resolve))

    const { code, stderr } = await bench.run(login, { env: { DENGLU_EMULATOR: `http://127.0.0.1:${port}` } })

    expect(stderr).toBe(
      'Error: The service could not be reached.\n' +
        '  bilibili/web-qr: create: the connection failed (ECONNREFUSED)\n' +
        '  Check the connection, or the proxy if you use one, and try again.\n',
    )
    expect(code).toBe(8)
  })

  test('an emulator elsewhere than on this computer is refused', async () => {
    await using bench = await openBench()

    const { code, stderr } = await bench.run([...login, '--emulator', 'http://example.com'])

    expect(stderr).toContain('"http://example.com" is no emulator')
    expect(code).toBe(2)
  })

  test('a store that has to be mended says so before anybody takes out a phone', async () => {
    await using bench = await openBench()
    const path = bench.store.pathOf({ provider: 'bilibili', userId: await bench.logIn() })
    writeFileSync(path, 'damaged', { mode: 0o600 })

    const { code, stderr } = await bench.run(login)

    expect(stderr).toContain('Error: The stored accounts cannot be used.')
    expect(stderr).toContain(`mv ${path} ${path}.damaged`)
    expect(stderr).not.toContain('▀')
    expect(code).toBe(9)
    expect(readFileSync(path, 'utf8')).toBe('damaged')
  })

  test('a directory that others may enter is not used', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)
    mkdirSync(bench.store.directory)
    chmodSync(bench.store.directory, 0o755)

    const { code, stderr } = await bench.run([...login, '--lang', 'zh'])

    expect(stderr).toContain(`请执行：chmod 700 ${bench.store.directory}`)
    expect(code).toBe(9)
  })

  test('a login that the service does not accept itself is not stored, and leaves the one before', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    bench.emulator.bilibili.phone.follow(eager)
    const before = await bench.store.read({ provider: 'bilibili', userId })
    const answer = JSON.stringify({ code: -101, message: '账号未登录', data: { isLogin: false } })
    bench.emulator.faults.add({ kind: 'status', status: 200, body: answer, match: { path: '/x/web-interface/nav' } })

    const { code, stderr } = await bench.run(login)

    expect(stderr).toContain('The service gave a login that it does not accept itself, so nothing was stored.')
    expect(code).toBe(3)
    expect(await bench.store.read({ provider: 'bilibili', userId })).toEqual(before)
  })

  test('a login that cannot be tried out is stored unverified', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)
    bench.emulator.faults.add({ kind: 'reset', match: { path: '/x/web-interface/nav' } })

    const { code, stderr } = await bench.run(login)

    const { userId } = bench.emulator.bilibili.accounts.first
    expect(stderr).toContain(`Logged in to Bilibili as ${userId}.`)
    expect(stderr).toContain('stored unverified')
    expect(code).toBe(0)
    expect(await bench.store.list()).toEqual([{ provider: 'bilibili', userId }])
  })

  test('a login that cannot be tried out does not take the place of one that still looks good', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    bench.emulator.bilibili.phone.follow(eager)
    const before = await bench.store.read({ provider: 'bilibili', userId })
    bench.emulator.faults.add({ kind: 'reset', match: { path: '/x/web-interface/nav' } })

    const { code, stderr } = await bench.run(login)

    expect(stderr).toContain('the one that was stored before is kept')
    expect(code).toBe(8)
    expect(await bench.store.read({ provider: 'bilibili', userId })).toEqual(before)
  })

  test('a login that cannot be tried out takes the place of one that has run out', async () => {
    await using bench = await openBench()
    const key = { provider: 'bilibili', userId: await bench.logIn() }
    const before = (await bench.store.read(key)) as Credential
    await bench.store.write({ ...before, expiresAt: 1 })
    bench.emulator.bilibili.phone.follow(eager)
    bench.emulator.faults.add({ kind: 'reset', match: { path: '/x/web-interface/nav' } })

    const { code, stderr } = await bench.run(login)

    expect(stderr).toContain('stored unverified')
    expect(code).toBe(0)
    expect(await bench.store.read(key)).toMatchObject({ expiresAt: expect.not.closeTo(1) })
  })

  test('what is stored is for its owner alone, from the directory to every file', async () => {
    await using bench = await openBench()
    bench.emulator.bilibili.phone.follow(eager)
    expect((await bench.run(login)).code).toBe(0)

    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    const { directory } = bench.store
    expect(modeOf(directory)).toBe('700')
    expect(readdirSync(directory).map((name) => modeOf(join(directory, name)))).toEqual(['600', '600', '600'])
  })

  test('gives up when --timeout has passed', async () => {
    await using bench = await openBench()

    const { code, stderr } = await bench.run([...login, '--timeout', '0.5'])
    expect(stderr).toContain('Error: Nobody has logged in within 0.5 s.')
    expect(code).toBe(5)

    const program = await bench.run(['login', 'bilibili', 'password', '--timeout', '0.5', '--json'], { stdin: 'open' })
    expect(program.stdout).toContain('{"type":"error","code":"timed-out"')
    expect(program.code).toBe(5)
  })

  test('QQ Music meets one device, whatever the method', async () => {
    await using bench = await openBench()
    const logIn = async (method: string) => {
      const conversation = converse(bench, ['login', 'qqmusic', method, '--json'])
      const { qr } = await conversation.read()
      bench.emulator.qqmusic.phone.confirm(qr)
      const { userId } = await conversation.readUntil('login-succeeded')
      return (await bench.store.read({ provider: 'qqmusic', userId })) as { readonly device?: object }
    }

    const { device } = await logIn('mobile-qr')

    expect(device).toMatchObject({ androidId: expect.any(String) })
    expect((await logIn('qq-qr')).device).toEqual(device)
  })

  test('a device that the service knows is used again', async () => {
    await using bench = await openBench()
    const { password, email, userId } = bench.emulator.bilibili.accounts.first
    bench.keepSecret(password)
    const logInByPassword = async () => {
      const conversation = converse(bench, ['login', 'bilibili', 'password', '--json'])
      for (const line of [email, password]) conversation.write(line)
      const { challenge } = await conversation.read()
      conversation.write(JSON.stringify(bench.emulator.geetest.solve(challenge.challenge)))
      expect(await conversation.ended).toBe(0)
      return bench.store.read({ provider: 'bilibili', userId })
    }

    const first = await logInByPassword()
    const second = await logInByPassword()

    expect(first).toMatchObject({ device: expect.anything() })
    expect(second).toMatchObject({ device: (first as { device: object }).device })
    expect(second).not.toEqual(first)
  })

  test.each([
    [['login', 'bilibli'], 'There is no provider "bilibli".\n  Did you mean bilibili?'],
    [['login', 'bilibili', 'webqr'], 'bilibili has no login method "webqr".\n  Did you mean web-qr?'],
    [['login', 'bilibili', 'web-qr', 'now'], '"now" is one argument too many.\n  See: denglu login --help'],
  ])('%j is a usage error', async (args, message) => {
    await using bench = await openBench()

    const { code, stderr } = await bench.run(args)

    expect(stderr).toBe(`Error: ${message}\n`)
    expect(code).toBe(2)
  })
})

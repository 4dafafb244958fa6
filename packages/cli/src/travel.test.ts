import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Credential } from '@denglu/core'
import { encryptCookieCloud } from '@denglu/core'
import { describe, expect, test } from 'vitest'
import { type Bench, openBench } from './bench.fixture.ts'
import { openTerminal, typed } from './terminal.fixture.ts'

/** Logs in, and takes an export away from there; the store is empty again. */
async function takeAway(bench: Bench, format: string) {
  const key = { provider: 'bilibili', userId: await bench.logIn() }
  const path = join(bench.home, 'taken')
  expect((await bench.run(['export', format, '--output', path])).code).toBe(0)
  await bench.store.delete(key)
  return { key, path }
}

describe.concurrent('denglu export', { timeout: 30_000 }, () => {
  test('without a format it lists the formats', async () => {
    await using bench = await openBench()

    const { code, stdout } = await bench.run(['export'])

    expect(stdout).toMatch(/^netscape +cookies\.txt +cookies\.txt \(Netscape\) +bilibili, /m)
    expect(stdout).toMatch(/^biliup +cookies\.json +biliup +bilibili$/m)
    expect(code).toBe(0)
    expect(JSON.parse((await bench.run(['export', '--json'])).stdout).formats).toContainEqual({
      ...{ format: 'biliup', title: 'biliup', fileName: 'cookies.json', providers: ['bilibili'] },
    })
  })

  test('writes a file that only its owner can read, also where one was that others could', async () => {
    await using bench = await openBench()
    await bench.logIn()
    const path = join(bench.home, 'cookies.txt')
    writeFileSync(path, 'old')
    chmodSync(path, 0o644)

    const { code, stdout, stderr } = await bench.run(['export', 'netscape', 'bilibili', '--output', path])

    expect(stderr).toBe(`Written to ${path}. Whoever has this file can act as you.\n`)
    expect(stdout).toBe('')
    expect(readFileSync(path, 'utf8')).toMatch(
      /^# Netscape HTTP Cookie File\n#HttpOnly_\.bilibili\.com\tTRUE\t\/\tTRUE\t/,
    )
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(code).toBe(0)
  })

  test('a pipe gets the file itself; a screen does not, unless that was asked for', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    await using terminal = openTerminal(bench, { columns: 120, rows: 40 })
    terminal.type(`${typed('export env')} | grep -c SESSDATA=`)
    await terminal.until(/^1 *$/m)

    terminal.type(`clear; ${typed('export netscape bilibili')}; echo "ended: $?"`)
    const refused = await terminal.until('ended: 2')
    expect(refused).toContain('What is secret is not shown on a screen.')
    expect(refused).toContain('denglu export netscape bilibili --output FILE')
    expect(refused).not.toContain('SESSDATA')

    terminal.type(`clear; ${typed('export env --show')} | cat > ${bench.home}/shown; echo "ended: $?"`)
    await terminal.until('ended: 0')
    expect(readFileSync(join(bench.home, 'shown'), 'utf8')).toContain(`DedeUserID=${userId}`)
  })

  test.each([
    [['export', 'netscpe'], 2, /Choose one of denglu, /],
    [['export', 'biliup'], 2, /tv-qr/],
    [['export', 'env', '--json'], 2, /With --json the account itself must go to a file/],
    [['export', 'env', 'qqmusic'], 3, /Nobody is logged in/],
    [['export', 'env', '--output', '/nowhere/at/all'], 2, /cannot be written \(ENOENT\)/],
  ] as const)('%j ends with %i', async (args, expected, message) => {
    await using bench = await openBench()
    await bench.logIn()

    const { code, stderr } = await bench.run(args)

    expect(stderr).toMatch(message)
    expect(code).toBe(expected)
  })
})

describe.concurrent('denglu import', { timeout: 30_000 }, () => {
  test('knows what it is given, asks the service, stores it and makes it current', async () => {
    await using bench = await openBench()
    const { key, path } = await takeAway(bench, 'playwright')

    const { code, stderr } = await bench.run(['import', path])

    const { name } = bench.emulator.bilibili.accounts.first
    expect(stderr).toBe(
      `The service accepts it. Imported ${name} (${key.userId}) of Bilibili, from playwright.\nKept in ${bench.store.pathOf(key)}\n`,
    )
    expect(code).toBe(0)
    expect(await bench.store.readCurrent('bilibili')).toBe(key.userId)
    expect((await bench.run(['status'])).code).toBe(0)
  })

  test('standard input will do, and a program is told what cannot be renewed', async () => {
    await using bench = await openBench()
    const { key, path } = await takeAway(bench, 'netscape')

    const { code, stdout } = await bench.run(['import', '--json'], { input: readFileSync(path, 'utf8') })

    expect(JSON.parse(stdout)).toEqual({
      ...{ ...key, format: 'netscape', renewable: false, path: bench.store.pathOf(key) },
      ...{ name: bench.emulator.bilibili.accounts.first.name, expiresAt: expect.any(Number) },
    })
    expect(code).toBe(0)
  })

  test.each([
    ['has ended', 3, (bench: Bench) => bench.emulator.bilibili.accounts.first.endSessions()],
    ['cannot be asked about', 8, (bench: Bench) => void bench.emulator.faults.add({ kind: 'reset' })],
  ])('a login that %s never takes the place of a stored one', async (_what, expected, spoil) => {
    await using bench = await openBench()
    const { key, path } = await takeAway(bench, 'denglu')
    await bench.logIn()
    const before = (await bench.store.read(key)) as Credential
    spoil(bench)

    const { code } = await bench.run(['import', path])

    expect(code).toBe(expected)
    expect(await bench.store.read(key)).toEqual(before)
  })

  test('for a file of CookieCloud it asks for the password, and does not show it', async () => {
    await using bench = await openBench()
    const { path } = await takeAway(bench, 'cookiecloud')
    const key = { uuid: 'ali', password: 'open-sesame' }
    writeFileSync(path, await encryptCookieCloud(readFileSync(path, 'utf8'), key))
    bench.keepSecret(key.password)
    await using terminal = openTerminal(bench, { columns: 100, rows: 30 })

    terminal.type(`${typed(`import ${path} --lang zh`)}; echo "ended: $?"`)
    await terminal.until('用户 KEY')
    terminal.type(key.uuid)
    await terminal.until('端对端加密密码')
    terminal.type(key.password)

    expect(await terminal.until('ended: 0')).toContain('格式 cookiecloud')
    const piped = await bench.run(['import', path], { input: 'ali\nwrong\n' })
    expect(piped.stderr).toContain('cannot be decrypted')
    expect(piped.code).toBe(2)
  })

  test.each([
    [['import', '/nowhere'], /\/nowhere cannot be read \(ENOENT\)/],
    [['import', import.meta.filename], /this file is in no format known here/],
    [['import', import.meta.filename, 'bilibli'], /Did you mean bilibili\?/],
  ])('%j is a mistake in the command line', async (args, message) => {
    await using bench = await openBench()

    const { code, stderr } = await bench.run(args)

    expect(stderr).toMatch(message)
    expect(code).toBe(2)
  })
})

describe.concurrent('denglu token', { timeout: 30_000 }, () => {
  test('prints one value by its name, and the names without one', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()

    expect((await bench.run(['token', 'bilibili'])).stdout.split('\n')).toEqual(
      expect.arrayContaining(['SESSDATA', 'bili_jct', 'refresh-token', 'cookie-header']),
    )
    expect(await bench.run(['token', 'bilibili', 'DedeUserID'])).toEqual({ code: 0, stdout: `${userId}\n`, stderr: '' })
    expect(JSON.parse((await bench.run(['token', 'bilibili', 'DedeUserID', userId, '--json'])).stdout)).toEqual({
      ...{ provider: 'bilibili', userId, name: 'DedeUserID', value: userId },
    })
  })

  test('a name that there is not gets the names that there are', async () => {
    await using bench = await openBench()
    await bench.logIn()

    const { code, stdout, stderr } = await bench.run(['token', 'bilibili', 'SESDATA'])

    expect(stderr).toBe('Error: This account has nothing of the name "SESDATA".\n  Did you mean SESSDATA?\n')
    expect(stdout).toBe('')
    expect(code).toBe(2)
  })
})

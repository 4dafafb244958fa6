import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'
import { openTerminal, scanScreen, typed } from './terminal.fixture.ts'

const roomy = { columns: 100, rows: 40 }

describe.concurrent('in a terminal', { timeout: 30_000 }, () => {
  test('the code can be scanned off the screen, and the phone is followed to the end', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, roomy)
    const { phone, accounts } = bench.emulator.bilibili

    terminal.type(typed('login bilibili'))
    await terminal.until(/2:5\d left; waiting for the scan/)
    const text = scanScreen(terminal.screen({ colours: true }))
    phone.scan(text)
    await terminal.until(/2:\d\d left; scanned\. Now confirm on the phone/)
    phone.confirm(text)

    const screen = await terminal.until('Kept in')
    expect(screen).toContain(`Logged in to Bilibili as ${accounts.first.name} (${accounts.first.userId}).`)
    expect(screen).not.toContain('confirm on the phone')
  })

  test('the usual small window has room for the code and the countdown', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, { columns: 80, rows: 24 })

    terminal.type(`clear; ${typed('login bilibili')}`)
    await terminal.until('waiting for the scan')

    bench.emulator.bilibili.phone.confirm(scanScreen(terminal.screen({ colours: true })))
    await terminal.until('Logged in')
  })

  test('a window that is too low is told how high it should be, and then shows the whole code', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, { columns: 80, rows: 20 })

    terminal.type(`clear; ${typed('login bilibili')}`)
    const [, rows] = /make the window (\d+) lines high/.exec(await terminal.until('waiting for the scan')) ?? []
    terminal.resize({ columns: 80, rows: Number(rows) })
    await terminal.until('waiting for the scan')

    bench.emulator.bilibili.phone.confirm(scanScreen(terminal.screen({ colours: true })))
    await terminal.until('Logged in')
  })

  test('with NO_COLOR the code is drawn with characters alone', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, roomy)

    terminal.type(`NO_COLOR=1 ${typed('login bilibili --lang zh')}`)
    await terminal.until(/还有 2:5\d，等待扫码/)
    const screen = terminal.screen({ colours: true })
    expect(screen).not.toContain('\u001b[38')

    bench.emulator.bilibili.phone.confirm(scanScreen(screen))
    await terminal.until('已登录 哔哩哔哩')
  })

  test('a narrow window gets a link and a way out', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, { columns: 40, rows: 24 })

    terminal.type(typed('login bilibili'))
    const screen = (await terminal.until('waiting for the scan')).replaceAll(/ *\n/g, '')

    expect(screen).toContain('The code does not fit: it takes a window')
    expect(screen).toContain('--qr-file code.png')
    const link = /https:.*?qrcode_key=\w{32}/.exec(screen)?.[0] ?? ''
    bench.emulator.bilibili.phone.confirm(link)
    await terminal.until('Logged in')
  })

  test('a code that is replaced takes the place of the old one', async () => {
    await using bench = await openBench({ bilibili: { qrLivesMs: 1_000 } })
    await using terminal = openTerminal(bench, roomy)

    terminal.type(typed('login bilibili'))
    await terminal.until('waiting for the scan')
    const old = scanScreen(terminal.screen({ colours: true }))
    bench.emulator.bilibili.settings.qrLivesMs = 60_000
    await terminal.until('Here is a new one.')

    const screen = terminal.screen({ colours: true })
    expect(scanScreen(screen)).not.toBe(old)
    expect(screen.match(/waiting for the scan/g)).toHaveLength(1)
  })

  test.each([
    ['while it waits for the scan', 'waiting for the scan', false],
    ['while it waits for the phone', 'Now confirm', true],
  ])('Ctrl-C %s ends it with 130 within 200 ms and leaves a clean terminal', async (_when, wait, isScanned) => {
    await using bench = await openBench()
    if (isScanned) bench.emulator.bilibili.phone.follow({ scanAfterMs: 0 })
    await using terminal = openTerminal(bench, roomy)
    const stopwatch = join(bench.home, 'stopwatch')

    terminal.type(`clear; export STOPWATCH=${stopwatch}; stty -a | md5sum > ${bench.home}/before`)
    terminal.type(
      `${typed('login bilibili', '--import', new URL('./stopwatch.fixture.ts', import.meta.url).href)}; echo "ended: $?"`,
    )
    await terminal.until(wait)
    terminal.press('C-c')

    const screen = await terminal.until('ended: 130')
    expect(Number(readFileSync(stopwatch, 'utf8'))).toBeLessThan(200)
    expect(screen).toMatch(/\nInterrupted\. *\nended: 130/)
    expect(screen).not.toContain(wait)
    expect(terminal.hasCursor()).toBe(true)
    terminal.type(`stty -a | md5sum | diff - ${bench.home}/before && echo "as" "before"`)
    await terminal.until('as before')
  })

  test('a login that cannot be stored waits until that is mended', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, roomy)
    const key = { provider: 'bilibili', userId: bench.emulator.bilibili.accounts.first.userId }
    const path = bench.store.pathOf(key)

    terminal.type(typed('login bilibili'))
    await terminal.until('waiting for the scan')
    mkdirSync(bench.store.directory, { mode: 0o700 })
    writeFileSync(path, 'damaged', { mode: 0o600 })
    bench.emulator.bilibili.phone.confirm(scanScreen(terminal.screen({ colours: true })))
    await terminal.until('Mend that in another window, then press Enter')
    expect(readFileSync(path, 'utf8')).toBe('damaged')
    rmSync(path)
    terminal.press('Enter')

    await terminal.until('Logged in to Bilibili')
    expect(await bench.store.list()).toEqual([key])
  })

  test('a menu asks which account', async () => {
    await using bench = await openBench()
    await bench.logIn()
    await bench.store.write({ provider: 'bilibili', userId: '7', version: 1, issuedAt: 0 })
    await using terminal = openTerminal(bench, roomy)

    terminal.type(`clear; ${typed('use')}; echo "ended: $?"`)
    await terminal.until('Which account?')
    terminal.press('Down')
    terminal.press('Enter')
    expect(await terminal.until('ended: 0')).toContain('In use from now on: bilibili 7')
    expect(await bench.store.readCurrent('bilibili')).toBe('7')

    terminal.type(`clear; ${typed('logout')}; echo "ended: $?"`)
    await terminal.until('Which account?')
    terminal.press('Enter')
    await terminal.until('ended: 0')
    expect(await bench.store.list()).toEqual([{ provider: 'bilibili', userId: '7' }])
    expect(bench.emulator.bilibili.accounts.first.sessions()).toEqual([])
  })
})

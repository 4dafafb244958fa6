import { chmodSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'
import type { FindingLine } from './report.ts'
import { openTerminal, typed } from './terminal.fixture.ts'

/** What `denglu doctor --json` finds fault with. */
function problemsIn(stdout: string): readonly FindingLine[] {
  const { findings }: { readonly findings: readonly FindingLine[] } = JSON.parse(stdout)
  return findings.filter(({ state }) => state !== 'ok')
}

describe.concurrent('denglu doctor', { timeout: 30_000 }, () => {
  test('in good health it says what it has looked at, and needs no account', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, { columns: 120, rows: 40 })

    terminal.type(`clear; ${typed('doctor')}; echo "ended: $?"`)
    const screen = await terminal.until('ended: 0')

    expect(screen).toMatch(/ok {2}terminal +tmux-256color, 120 × 40/)
    for (const subject of ['versions', 'proxy', 'store', 'encryption', 'clock', 'bilibili/web-qr', 'qqmusic/mobile-qr'])
      expect(screen).toMatch(new RegExp(`^ok  ${subject} `, 'm'))
  })

  test('a window that is too small is told', async () => {
    await using bench = await openBench()
    await using terminal = openTerminal(bench, { columns: 60, rows: 20 })

    terminal.type(`clear; ${typed('doctor bilibili-intl --lang zh')}; echo "ended: $?"`)

    expect(await terminal.until('ended: 0')).toMatch(/! {3}终端.*最大的二维码需要\s+45 × 24/s)
  })

  test('names the interface that answers in an unknown shape', async () => {
    await using bench = await openBench()
    const body = JSON.stringify({ code: 0, data: { url: 'https://a.example/?qrcode_key=0123456789abcdef' } })
    const match = { path: '/x/passport-login/web/qrcode/generate' }
    bench.emulator.faults.add({ kind: 'status', status: 200, body, match })
    const poll = { path: '/x/passport-tv-login/qrcode/poll' }
    bench.emulator.faults.add({ kind: 'status', status: 200, body: '{"code":"?"}', match: poll })

    const { code, stdout } = await bench.run(['doctor', 'bilibili', '--json'])

    expect(problemsIn(stdout)).toEqual([
      {
        ...{ check: 'service', subject: 'bilibili/web-qr', state: 'problem', code: 'response-unexpected' },
        message: expect.stringMatching(/bilibili\/web-qr: create: .*qrcode_key/),
        hint: expect.stringContaining('update Denglu'),
      },
      expect.objectContaining({
        subject: 'bilibili/tv-qr',
        message: expect.stringContaining('bilibili/tv-qr: poll: '),
      }),
    ])
    expect(code).toBe(1)
  })

  test('tells a service that is down, also in the midst of a login, from one that is not', async () => {
    await using bench = await openBench()
    bench.emulator.faults.add({ kind: 'reset', match: { path: '/x/passport-login/web/qrcode/generate' } })
    bench.emulator.faults.add({ kind: 'status', status: 502, match: { path: '/x/passport-tv-login/qrcode/poll' } })

    const { code, stdout } = await bench.run(['doctor', 'bilibili', '--json'])

    expect(problemsIn(stdout)).toMatchObject([
      { subject: 'bilibili/web-qr', message: 'passport.bilibili.com cannot be reached (ECONNRESET).' },
      { subject: 'bilibili/tv-qr', message: expect.stringMatching(/ answers with HTTP 502\.$/) },
    ])
    expect(code).toBe(8)
  })

  test('a clock that is wrong, and by how much', async () => {
    await using bench = await openBench()
    bench.emulator.faults.skewClock(300_000)

    const { code, stdout } = await bench.run(['doctor', 'bilibili-intl'])

    expect(stdout).toMatch(/^!! {2}clock +(299|300|301) s behind the services$/m)
    expect(code).toBe(1)
  })

  test('a store that others may read, and what mends it', async () => {
    await using bench = await openBench()
    const path = bench.store.pathOf({ provider: 'bilibili', userId: await bench.logIn() })
    chmodSync(path, 0o644)

    const { code, stdout } = await bench.run(['doctor', 'bilibili-intl', '--json'])

    expect(problemsIn(stdout)).toMatchObject([
      { check: 'store', code: 'store-unavailable', hint: expect.stringContaining(`chmod 600 ${path}`) },
    ])
    expect(code).toBe(9)
  })

  test('a proxy that cannot be used keeps it at home', async () => {
    await using bench = await openBench()
    const env = { DENGLU_EMULATOR: '', DENGLU_ENCRYPTION: 'off', HTTPS_PROXY: 'socks5://ali:open-sesame@127.0.0.1:9' }
    bench.keepSecret('open-sesame')

    const { code, stdout } = await bench.run(['doctor', '--json'], { env })

    expect(problemsIn(stdout)).toMatchObject([
      { check: 'proxy', message: 'socks5://***@127.0.0.1:9 cannot be used as a proxy.' },
    ])
    expect(code).toBe(2)
  })
})

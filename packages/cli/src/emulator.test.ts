import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'

describe.concurrent('denglu emulator', { timeout: 30_000 }, () => {
  test('serves until Ctrl-C, with a phone that does everything by itself', async () => {
    await using bench = await openBench()
    const child = bench.start(['emulator', '--scan-after', '0', '--confirm-after', '0.5', '--json'])
    if (!child.stdout) throw new Error('no pipe')
    const [line] = await once(child.stdout, 'data')
    const { type, origin } = JSON.parse(String(line))
    expect(type).toBe('emulator-ready')
    expect(origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)

    const { code, stderr } = await bench.run(['login', 'bilibili', '--emulator', origin])
    expect(stderr).toContain('Logged in to Bilibili as')
    expect(code).toBe(0)

    child.kill('SIGINT')
    expect(await once(child, 'exit')).toEqual([130, null])
    await expect(fetch(origin)).rejects.toThrow()
  })

  test('tells how to use it', async () => {
    await using bench = await openBench()
    const child = bench.start(['emulator', '--lang', 'zh'])
    if (!child.stderr) throw new Error('no pipe')
    let said = ''
    for await (const chunk of child.stderr) {
      said += chunk
      if (said.includes('Ctrl-C')) break
    }
    expect(said).toMatch(/操作手机：在浏览器中打开 http:\/\/127\.0\.0\.1:\d+\n/)
    expect(said).toMatch(/在另一个窗口中运行：denglu login bilibili --emulator http:\/\/127\.0\.0\.1:\d+\n/)
    child.kill('SIGINT')
    await once(child, 'exit')
  })

  test('a port that is taken is a mistake in the command line', async () => {
    await using bench = await openBench()

    const { code, stderr } = await bench.run(['emulator', '--port', new URL(bench.origin).port])

    expect(stderr).toContain('cannot be used (EADDRINUSE).')
    expect(code).toBe(2)
  })
})

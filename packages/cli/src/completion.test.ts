import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openBench } from './bench.fixture.ts'
import { shells } from './command-line/commands.ts'
import { openTerminal, typed } from './terminal.fixture.ts'

describe.concurrent('completion', { timeout: 30_000 }, () => {
  test('in a real bash, words are completed, options and their values, and files', async () => {
    await using bench = await openBench()
    const userId = await bench.logIn()
    await using terminal = openTerminal(bench, { columns: 100, rows: 30 })
    terminal.type(`bash --norc --noprofile`)
    terminal.type(
      `denglu() { ${typed('"$@"')}; }; source <(denglu completion bash); cd ${bench.home}; touch my-file; PS1='> '; clear`,
    )
    await terminal.until(/^> /m)

    for (const [line, completed] of [
      ['denglu stat', 'denglu status '],
      ['denglu login bilibili tv', 'denglu login bilibili tv-qr '],
      ['denglu login --qr-f', 'denglu login --qr-file '],
      ['denglu login --qr=li', 'denglu login --qr=link '],
      ['denglu token bilibili SESSDATA 1', `denglu token bilibili SESSDATA ${userId} `],
      ['denglu import my-', 'denglu import my-file '],
    ] as const) {
      terminal.press('C-u')
      terminal.put(line)
      terminal.press('Tab')
      await terminal.until(`> ${completed}`)
    }
  })

  test.each(shells)('the script for %s is what that shell understands', async (shell) => {
    await using bench = await openBench()

    const { code, stdout } = await bench.run(['completion', shell])

    expect(code).toBe(0)
    expect(stdout).toContain('denglu __complete')
    // A shell that is not installed has no say.
    const script = join(bench.home, 'completion')
    writeFileSync(script, stdout)
    const { error, status } = spawnSync(shell, ['-n', script])
    if (!error) expect(status).toBe(0)
  })

  test('what cannot be completed is left alone', async () => {
    await using bench = await openBench()

    for (const words of [
      ['dance', ''],
      ['login', 'bilibili', 'web-qr', ''],
      ['token', 'bilibili', 'SESSDATA', ''],
    ])
      expect(await bench.run(['__complete', ...words])).toEqual({ code: 0, stdout: '', stderr: '' })
  })
})

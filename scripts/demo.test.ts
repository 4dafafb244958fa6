import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

test('the demo logs in without a terminal, and leaves nothing behind', { timeout: 60_000 }, () => {
  const place = mkdtempSync(join(tmpdir(), 'denglu-demo-test-'))
  const env = { PATH: process.env.PATH, HOME: place, TMPDIR: place, LANG: 'zh_CN.UTF-8' }

  const { status, stdout, stderr } = spawnSync(process.execPath, [join(import.meta.dirname, 'demo.ts')], {
    encoding: 'utf8',
    env,
  })

  expect(stderr).toContain('已登录 哔哩哔哩：')
  expect(stdout).toMatch(/^bilibili {2}\d+ {2}\S+ {2}已登录 /m)
  expect(stderr).toContain('接下来')
  expect(status).toBe(0)
  expect(readdirSync(place)).toEqual([])
  rmSync(place, { recursive: true })
})

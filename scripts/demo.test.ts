import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const demo = join(import.meta.dirname, 'demo.ts')

test.each([
  [[], 'bilibili', '哔哩哔哩'],
  [['bilibili-intl'], 'bilibili-intl', 'bilibili.tv（国际版）'],
  [['qqmusic', 'mobile-qr'], 'qqmusic', 'QQ 音乐'],
])('the demo logs in without a terminal, and leaves nothing behind: %j', (args, provider, title) => {
  const place = mkdtempSync(join(tmpdir(), 'denglu-demo-test-'))
  const env = { PATH: process.env.PATH, HOME: place, TMPDIR: place, LANG: 'zh_CN.UTF-8' }

  const { status, stdout, stderr } = spawnSync(process.execPath, [demo, ...args], {
    encoding: 'utf8',
    env,
  })

  expect(stderr).toContain(`已登录 ${title}：`)
  expect(stdout).toMatch(new RegExp(`^${provider} {2,}\\d+ {2,}\\S+ {2,}已登录 `, 'm'))
  expect(stderr).toContain('接下来')
  expect(status).toBe(0)
  expect(readdirSync(place)).toEqual([])
  rmSync(place, { recursive: true })
})

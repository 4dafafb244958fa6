import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('importing loads nothing but our own few files; a drawing loads what it needs', async () => {
  const script = `
    const loaded = []
    const { registerHooks } = await import('node:module')
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    const { renderTerminal } = await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
    const libraries = () => [...new Set(loaded.map((url) => /.*node_modules\\/([^/]+)/.exec(url)?.[1]).filter(Boolean))]
    const first = libraries()
    await renderTerminal({ kind: 'text', text: 'denglu' })
    console.log(JSON.stringify([first, libraries()]))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  expect(JSON.parse(stdout)).toEqual([[], ['qr']])
})

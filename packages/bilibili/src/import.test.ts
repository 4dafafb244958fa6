import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('importing loads neither ky nor qrcode, and opens nothing', async () => {
  const script = `
    const { registerHooks } = await import('node:module')
    const loaded = []
    registerHooks({ load(url, context, next) { loaded.push(url); return next(url, context) } })
    await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
    const resources = process.getActiveResourcesInfo()
    console.log(JSON.stringify({ loaded, resources }))`
  const args = ['--conditions=@denglu/source', '--input-type=module', '-e', script]
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const { loaded, resources } = JSON.parse(stdout) as { loaded: string[]; resources: string[] }
  const libraries = loaded.map((url) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1]).filter(Boolean)
  expect(new Set(libraries)).toEqual(new Set(['set-cookie-parser']))
  expect(resources.filter((name) => !name.startsWith('Pipe'))).toEqual([])
})

import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'

test('importing loads no fetch stack: neither ky nor anything of its kind', async () => {
  const script = `
    const seen = []
    const { registerHooks } = await import('node:module')
    registerHooks({ load(url, context, next) { seen.push(url); return next(url, context) } })
    await import(${JSON.stringify(new URL('./index.ts', import.meta.url).href)})
    console.log(JSON.stringify(seen.filter((url) => url.includes('node_modules'))))`
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])
  const libraries = (JSON.parse(stdout) as string[]).map((url) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1])
  expect(new Set(libraries)).toEqual(new Set(['set-cookie-parser']))
})

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

// The handler also runs in Workers, Deno and Bun. Only `node/` may know where it is.
const sources = globSync('**/*.ts', { cwd: import.meta.dirname }).filter(
  (path) => !/\.(test|fixture)\.ts$/.test(path) && !path.startsWith('node/'),
)

test.each(sources)('%s uses nothing of Node', (path) => {
  const source = readFileSync(`${import.meta.dirname}/${path}`, 'utf8')
  expect(source).not.toMatch(/['"]node:|\b(process|Buffer)\.\w|from '\.\.?\/node\//)
})

// Bundles a package: one file for each entry, and one for each part that is loaded later. Starting a program costs
// about a quarter of a millisecond for every file it imports. The types stay as tsc writes them.
import { readFileSync } from 'node:fs'
import { defineConfig } from 'rolldown'

const { exports = {}, bin = {} } = JSON.parse(readFileSync('package.json', 'utf8'))
const entries = [
  ...Object.values<{ default: string }>(exports).map((entry) => entry.default),
  ...Object.values<string>(bin),
]
const names = entries.map((file) => file.replace(/^\.\/dist\/(.*)\.js$/, '$1'))

export default defineConfig({
  input: Object.fromEntries(names.map((name) => [name, `src/${name}.ts`])),
  platform: 'node',
  // The oldest Node we support reads what is published, newer syntax of ours included.
  transform: { target: 'node22.12' },
  // Everything that a package does not hold itself stays an import.
  external: /^[^./]/,
  output: { dir: 'dist', format: 'esm', entryFileNames: '[name].js', chunkFileNames: '[name].js' },
})

import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readHouse, type Source } from './house/tree.ts'

const house = readHouse(join(import.meta.dirname, '..'))
const indexes = house.sources.filter(({ path }) => /^packages\/[^/]+\/src\/index\.ts$/.test(path))

// What a package exports is its promise: a change shows in review. `pnpm test -u scripts/exports` renews the lists.
test.each(indexes.map((source) => [`@denglu/${source.room}`, source] as const))('%s exports', (_name, source) => {
  expect(exportsOf(source).join('\n')).toMatchSnapshot()
})

/** The names that an index exports, types marked; the house rules see to it that an index holds nothing but names. */
function exportsOf({ program }: Source): string[] {
  return program.body
    .flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers.map((one) => ({ node, one })) : []))
    .map(({ node, one }) => {
      const name = one.exported.type === 'Literal' ? one.exported.value : one.exported.name
      return node.exportKind === 'type' || one.exportKind === 'type' ? `type ${name}` : name
    })
    .sort()
}

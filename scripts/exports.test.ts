import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entriesOf, readHouse, type Source } from './house/tree.ts'

const house = readHouse(join(import.meta.dirname, '..'))

// What a package exports is its promise: a change shows in review. `pnpm test scripts/exports -u` renews the lists.
test.each(entriesOf(house))('$name exports', ({ path }) => {
  const source = house.sources.find((one) => one.path === path)
  expect(source && exportsOf(source).join('\n')).toMatchSnapshot()
})

/** The names that an entry exports, types marked; the house rules see to it that an entry holds nothing but names. */
function exportsOf({ program }: Source): string[] {
  return program.body
    .flatMap((node) => (node.type === 'ExportNamedDeclaration' ? node.specifiers.map((one) => ({ node, one })) : []))
    .map(({ node, one }) => {
      const name = one.exported.type === 'Literal' ? one.exported.value : one.exported.name
      return node.exportKind === 'type' || one.exportKind === 'type' ? `type ${name}` : name
    })
    .sort()
}

import { posix } from 'node:path'
import type { Problem, Rule } from './rule.ts'
import type { House, Source } from './tree.ts'

/** Which of our packages each room may import. Imports go down only; providers do not know each other. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  core: [],
  emulator: [],
  store: ['core'],
  qr: ['core'],
  bilibili: ['core'],
  'bilibili-intl': ['core'],
  qqmusic: ['core'],
  web: ['core', 'qr'],
  cli: ['core', 'store', 'qr', 'bilibili', 'bilibili-intl', 'qqmusic', 'web', 'emulator'],
  testing: ['core', 'emulator'],
}

/** What the tests of any room may import besides. */
const testsMayImport = ['emulator', 'testing']

/** Where a library comes in; it is loaded at its first use, so that importing a package costs nothing. */
const doors: Readonly<Record<string, readonly string[]>> = {
  ky: ['packages/core/src/http/ky-client.ts'],
  mqtt: ['packages/qqmusic/src/push/mqtt-listener.ts'],
  // The emulator imports nothing of ours, and draws the codes that the services send as pictures.
  qr: ['packages/qr/src/', 'packages/emulator/src/qqmusic/picture.ts'],
}

const importsGoDown: Rule = (house) =>
  house.sources.filter(({ isPackage }) => isPackage).flatMap((source) => checkImports(source, house))

function checkImports(source: Source, house: House): Problem[] {
  const { path, room, isTest } = source
  const allowed = mayImport[room]
  if (!allowed) return [{ path, message: `add packages/${room} to the table in scripts/house/import-rules.ts` }]
  const problem = (line: number, message: string): Problem[] => [{ path, line, message }]
  return source.imports.flatMap(({ from, line }) => {
    if (leaves(source, from)) return problem(line, `leaves its package: ${from}`)
    const target = roomOf(from)
    if (target === undefined || target === room) return []
    if (!allowed.includes(target) && !(isTest && testsMayImport.includes(target)))
      return problem(line, `${room} may not import ${from}`)
    return isEntry(from, house) ? [] : problem(line, `not an exported entry: ${from}`)
  })
}

const namedDoors: Rule = (house) =>
  house.sources.flatMap(({ path, isPackage, isTest, imports }) =>
    imports.flatMap(({ from, line, kind }) => {
      const library = from.split('/')[0] ?? from
      const named = Object.hasOwn(doors, library) ? doors[library] : undefined
      if (!named || !isPackage || isTest) return []
      if (!named.some((door) => path.startsWith(door)))
        return [{ path, line, message: `only ${named.join(' and ')} may import ${library}` }]
      if (kind === 'static') return [{ path, line, message: `load ${from} with await import() when used` }]
      return []
    }),
  )

/** Benchmarks pack and install with the scripts; what they measure, they enter by the front door, as a reader does. */
const publishedEntriesOnly: Rule = (house) =>
  house.sources
    .filter(({ room }) => ['examples', 'trials', 'benchmarks'].includes(room))
    .flatMap((source) =>
      source.imports
        .filter(({ from }) => !(source.room === 'benchmarks' && from.startsWith('../../scripts/')))
        .filter(({ from }) => leaves(source, from) || (roomOf(from) && !isEntry(from, house, { published: true })))
        .map(({ from, line }) => ({ path: source.path, line, message: `not a published entry: ${from}` })),
    )

/** `core` for `@denglu/core` and `@denglu/core/thing`. */
function roomOf(from: string): string | undefined {
  return from.startsWith('@denglu/') ? from.split('/')[1] : undefined
}

function leaves({ path, room, isPackage }: Source, from: string): boolean {
  const home = isPackage ? `packages/${room}/` : `${room}/`
  return from.startsWith('.') && !posix.join(posix.dirname(path), from).startsWith(home)
}

function isEntry(from: string, house: House, { published = false } = {}): boolean {
  const [scope, name, ...rest] = from.split('/')
  const manifest = house.manifests.find(({ json }) => json.name === `${scope}/${name}`)?.json
  return !!manifest?.exports?.[['.', ...rest].join('/')] && !(published && manifest.private)
}

export const importRules = {
  'imports-go-down': importsGoDown,
  'named-doors': namedDoors,
  'published-entries-only': publishedEntriesOnly,
}

import { describe, expect, test } from 'vitest'
import { findProblems } from './house/rules.ts'
import { parseHouse } from './house/tree.ts'

/** A small house that keeps every rule; each test breaks one thing in it. */
const kept = {
  ...pkg('core'),
  ...pkg('emulator'),
  ...pkg('bilibili', { dependencies: { '@denglu/core': 'workspace:^' } }),
  ...pkg('testing', { private: true }),
  'packages/core/src/index.ts': "export { systemClock } from './clock.ts'\nexport type { Clock } from './clock.ts'",
  'packages/core/src/clock.ts': 'export const systemClock = { now: () => Date.now() }',
  'packages/core/src/http/ky-client.ts': "import type { KyInstance } from 'ky'\nexport const load = () => import('ky')",
  'packages/bilibili/src/provider.ts': "import { systemClock } from '@denglu/core'\nexport const clock = systemClock",
  'packages/bilibili/src/provider.test.ts': "import '@denglu/testing'\nlet count = 0\ncount += Date.now()",
  'examples/login.ts': "import { clock } from '@denglu/bilibili'\nconsole.log(clock)",
}

function pkg(room: string, changes: object = {}) {
  const manifest = {
    name: `@denglu/${room}`,
    description: room,
    license: 'MIT',
    engines: { node: '>=22.12' },
    repository: { directory: `packages/${room}` },
    exports: { '.': { '@denglu/source': './src/index.ts', default: './dist/index.js' } },
    publishConfig: { access: 'public', exports: { '.': { default: './dist/index.js' } } },
    ...changes,
  }
  return { [`packages/${room}/package.json`]: JSON.stringify(manifest), [`packages/${room}/README.md`]: `# ${room}` }
}

const problemsOf = (changes: Record<string, string>) => findProblems(parseHouse({ ...kept, ...changes }))

test('a house that keeps the rules has no problems', () => {
  expect(problemsOf({})).toEqual([])
})

describe('code', () => {
  const provider = 'packages/bilibili/src/provider.ts'

  test.each([
    ["import '@denglu/emulator'", 'bilibili may not import @denglu/emulator  (imports-go-down)'],
    [
      "export const later = () => import('@denglu/testing')",
      'bilibili may not import @denglu/testing  (imports-go-down)',
    ],
    [
      "export type Late = import('@denglu/emulator').Late",
      'bilibili may not import @denglu/emulator  (imports-go-down)',
    ],
    [
      "import { x } from '@denglu/core/src/clock.ts'",
      'not an exported entry: @denglu/core/src/clock.ts  (imports-go-down)',
    ],
    ["export { x } from '../../core/src/clock.ts'", 'leaves its package: ../../core/src/clock.ts  (imports-go-down)'],
    ["import ky from 'ky'", 'only packages/core/src/http/ky-client.ts may import ky  (named-doors)'],
    [
      "import type { MqttClient } from 'mqtt'",
      'only packages/qqmusic/src/push/mqtt-listener.ts may import mqtt  (named-doors)',
    ],
    [
      "const load = () => import('qr/decode.js')",
      'only packages/qr/src/ and packages/emulator/src/qqmusic/picture.ts may import qr  (named-doors)',
    ],
    ['let count = 0', 'module-level let: pass the value along instead  (no-module-state)'],
    ['export var count = 0', 'module-level let: pass the value along instead  (no-module-state)'],
    ['const at = Date.now()', 'the time comes from a clock, not from Date.now  (time-is-an-argument)'],
    ["const now = Date['now']", 'the time comes from a clock, not from Date.now  (time-is-an-argument)'],
    ['const at = new Date()', 'the time comes from a clock, not from new Date()  (time-is-an-argument)'],
    ['const x = Math.random()', 'Math.random: take a random source as an argument  (no-math-random)'],
  ])('%s', (line, message) => {
    expect(problemsOf({ [provider]: `// one\n${line}` })).toEqual([`${provider}:2  ${message}`])
  })

  test('a source that does not parse', () => {
    expect(problemsOf({ [provider]: 'const' })).toEqual([`${provider}  Unexpected token  (sources-parse)`])
  })

  test('text that only looks like a breach is none', () => {
    const text =
      "// Date.now() and Math.random()\nexport const hint = `import ky from 'ky'`\nexport const f = () => { let n = 0; return n++ }"
    expect(problemsOf({ [provider]: text })).toEqual([])
  })

  test('the door itself loads its library when it is used, not before', () => {
    expect(problemsOf({ 'packages/core/src/http/ky-client.ts': "import ky from 'ky'" })).toEqual([
      'packages/core/src/http/ky-client.ts:1  load ky with await import() when used  (named-doors)',
    ])
  })

  test.each(["export * from './clock.ts'", 'export const one = 1', "import './clock.ts'", 'const a = 1\nexport { a }'])(
    'an entry only names: %s',
    (text) => {
      expect(problemsOf({ 'packages/core/src/index.ts': text })[0]).toContain('(entries-list-names)')
    },
  )

  test.each(['@denglu/testing', '@denglu/core/src/clock.ts', '../packages/core/src/clock.ts', '@denglu/none'])(
    'an example may not import %s',
    (from) => {
      expect(problemsOf({ 'examples/login.ts': `import '${from}'` })).toEqual([
        `examples/login.ts:1  not a published entry: ${from}  (published-entries-only)`,
      ])
    },
  )

  test('a new room has to find its place', () => {
    expect(problemsOf({ 'packages/attic/src/a.ts': 'export const a = 1' })[0]).toContain(
      'add packages/attic to the table',
    )
  })
})

describe('manifests', () => {
  test.each([
    [{ description: '' }, 'needs a description  (public-packages-introduce-themselves)'],
    [{ license: 'ISC' }, 'needs license: MIT  (public-packages-introduce-themselves)'],
    [{ engines: {} }, 'needs engines.node  (public-packages-introduce-themselves)'],
    [{ repository: {} }, 'needs repository.directory: packages/bilibili  (public-packages-introduce-themselves)'],
    [{ dependencies: { '@denglu/core': '*' } }, '@denglu/core is ours: say workspace:^, not *  (one-version-each)'],
  ])('%j', (change, message) => {
    expect(problemsOf(pkg('bilibili', change))).toEqual([`packages/bilibili/package.json  ${message}`])
  })

  test('a package without README', () => {
    const rest = Object.fromEntries(Object.entries(kept).filter(([path]) => path !== 'packages/core/README.md'))
    expect(findProblems(parseHouse(rest))).toEqual([
      'packages/core/package.json  needs a README.md beside it  (public-packages-introduce-themselves)',
    ])
  })

  test('a library named twice has one version, in the catalog', () => {
    const changes = {
      ...pkg('bilibili', { dependencies: { msw: '^3' } }),
      ...pkg('core', { devDependencies: { msw: 'catalog:' } }),
    }
    expect(problemsOf(changes)).toEqual([
      'packages/bilibili/package.json  msw is named elsewhere too: say catalog:  (one-version-each)',
    ])
  })

  test('the published exports are the exports less the source condition', () => {
    expect(
      problemsOf(pkg('core', { publishConfig: { access: 'public', exports: { '.': './dist/main.js' } } })),
    ).toEqual([
      'packages/core/package.json  publishConfig.exports is not exports less @denglu/source  (published-exports-match)',
    ])
  })
})

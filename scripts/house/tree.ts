import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { type Program, parseSync, Visitor } from 'oxc-parser'

/** The repository as the house rules see it: parsed sources and manifests, by path from the root. */
export interface House {
  readonly sources: readonly Source[]
  readonly manifests: readonly Manifest[]
  /** The paths of everything else a rule may ask for, such as a README. */
  readonly paths: ReadonlySet<string>
}

export interface Source {
  readonly path: string
  /** `core` for `packages/core/src/…`; `examples`, `trials`, `benchmarks` or `scripts` outside the packages. */
  readonly room: string
  readonly isPackage: boolean
  /** Left out of the build: tests, type tests, fixtures. */
  readonly isTest: boolean
  readonly program: Program
  readonly syntaxErrors: readonly string[]
  readonly imports: readonly Import[]
  readonly lineOf: (offset: number) => number
}

interface Import {
  readonly from: string
  readonly line: number
  /** `static` is loaded with the file, `lazy` when asked for, `type` never. */
  readonly kind: 'static' | 'lazy' | 'type'
}

export interface Manifest {
  readonly path: string
  readonly folder: string
  readonly json: ManifestJson
}

/** The fields of a package.json that the scripts read. */
export interface ManifestJson {
  readonly name: string
  readonly private?: boolean
  readonly license?: string
  readonly description?: string
  readonly engines?: { readonly node?: string }
  readonly repository?: { readonly directory?: string }
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
  readonly publishConfig?: { readonly access?: string; readonly exports?: ManifestJson['exports'] }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const ours = ['packages/*', 'examples', 'trials', 'benchmarks', 'scripts']
const away = ['**/node_modules', '**/dist', '**/.*']

/** Reads the repository at `root` from disk. */
export function readHouse(root: string): House {
  const wanted = ['package.json', ...ours.flatMap((folder) => [`${folder}/**/*.ts`, `${folder}/*.{json,md}`])]
  const paths = globSync(wanted, { cwd: root, exclude: away })
  return parseHouse(Object.fromEntries(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')])))
}

/** Parses a repository given as texts by path, so that a test can build one in memory. */
export function parseHouse(files: Readonly<Record<string, string>>): House {
  const entries = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    sources: entries.filter(([path]) => path.endsWith('.ts')).map(([path, text]) => parseSource(path, text)),
    manifests: entries
      .filter(([path]) => path.endsWith('package.json'))
      .map(([path, text]) => ({ path, folder: path.replace(/\/?package\.json$/, ''), json: JSON.parse(text) })),
    paths: new Set(Object.keys(files)),
  }
}

/** The packages that are published. */
export function publicPackages(house: House): readonly Manifest[] {
  return house.manifests.filter(({ folder, json }) => folder.startsWith('packages/') && !json.private)
}

/** What can be imported of ours: `@denglu/web/node`, say, and the source behind it. */
export function entriesOf(house: House): readonly { readonly name: string; readonly path: string }[] {
  return house.manifests.flatMap(({ folder, json }) =>
    Object.entries(json.exports ?? {}).map(([key, entry]) => {
      const source = typeof entry === 'string' ? entry : (entry['@denglu/source'] ?? '')
      return { name: json.name + key.slice(1), path: posix.join(folder, source) }
    }),
  )
}

function parseSource(path: string, text: string): Source {
  const { program, errors } = parseSync(path, text)
  const lineOf = (offset: number) => text.slice(0, offset).split('\n').length
  const parts = path.split('/')
  return {
    path,
    room: (parts[0] === 'packages' ? parts[1] : parts[0]) ?? path,
    isPackage: parts[0] === 'packages',
    isTest: /\.(test|test-d|fixture)\.ts$|\/__fixtures__\//.test(path),
    program,
    syntaxErrors: errors.map(({ message }) => message),
    imports: findImports(program, lineOf),
    lineOf,
  }
}

function findImports(program: Program, lineOf: (offset: number) => number): Import[] {
  const imports: Import[] = []
  const add = (source: { value: unknown; start: number } | null, kind: Import['kind']) => {
    if (typeof source?.value === 'string') imports.push({ from: source.value, line: lineOf(source.start), kind })
  }
  new Visitor({
    ImportDeclaration: (node) => add(node.source, node.importKind === 'type' ? 'type' : 'static'),
    ExportNamedDeclaration: (node) => add(node.source, node.exportKind === 'type' ? 'type' : 'static'),
    ExportAllDeclaration: (node) => add(node.source, node.exportKind === 'type' ? 'type' : 'static'),
    ImportExpression: (node) => add(node.source.type === 'Literal' ? node.source : null, 'lazy'),
    TSImportType: (node) => add(node.source, 'type'),
  }).visit(program)
  return imports
}

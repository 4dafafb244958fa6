// Builds and packs every public package into `.tarballs/`, as publishing would. Run it, or call `packPackages`.
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { publicPackages, readHouse } from './house/tree.ts'
import { root, run } from './run.ts'

const destination = join(root, '.tarballs')

/** The tarball of each public package, by package name. */
export function packPackages(): Map<string, string> {
  const packages = publicPackages(readHouse(root))
  // What an earlier build left behind must not be published.
  for (const folder of [destination, ...packages.map(({ folder }) => join(root, folder, 'dist'))])
    rmSync(folder, { recursive: true, force: true })
  mkdirSync(destination)
  run('pnpm', ['run', 'build'])
  return new Map(packages.map(({ folder, json }) => [json.name, pack(folder)]))
}

function pack(folder: string): string {
  const file = join(destination, `${folder.replace('packages/', 'denglu-')}.tgz`)
  run('pnpm', ['pack', '--out', file], { cwd: join(root, folder) })
  return file
}

if (import.meta.main) console.log([...packPackages().keys()].join('\n'))

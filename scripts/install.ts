import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'

/**
 * Installs packages of ours from their tarballs, with plain npm, into a new folder outside the repository.
 * Nothing of ours is asked from the registry; the libraries of others come from there.
 */
export function installPackages(names: readonly string[], tarballs: ReadonlyMap<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'denglu-'))
  const ours = Object.fromEntries([...tarballs].map(([name, tarball]) => [name, `file:${tarball}`]))
  const manifest = {
    private: true,
    type: 'module',
    dependencies: Object.fromEntries(names.map((name) => [name, ours[name]])),
    overrides: ours,
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: folder })
  return folder
}

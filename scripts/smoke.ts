// Installs what would be published with plain npm, and uses it on the oldest Node we support and on the newest.
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installPackages } from './install.ts'
import { packPackages } from './pack.ts'
import { report, run } from './run.ts'

const nodes = ['22.12.0', '24']
// Our programs are TypeScript; the oldest Node only reads it when asked.
const runTypeScript = ['--experimental-strip-types', '--no-warnings']

const tarballs = packPackages()
const folder = installPackages([...tarballs.keys()], tarballs)
const runtimes = mkdtempSync(join(tmpdir(), 'denglu-node-'))
cpSync(join(import.meta.dirname, 'smoke'), folder, { recursive: true })

report(
  nodes.map((version) => {
    const node = installNode(version)
    const execute = (file: string) => run(node, [...runTypeScript, file], { cwd: folder, timeoutMs: 60_000 })
    return {
      name: `node ${version}`,
      checks: { library: () => execute('library.ts'), command: () => execute('command.ts') },
    }
  }),
)
for (const used of [folder, runtimes]) rmSync(used, { recursive: true })

/** The runtime alone, from the package that holds it for this platform. */
function installNode(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const prefix = join(runtimes, version)
  run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`])
  return join(prefix, 'node_modules', name, 'bin/node')
}

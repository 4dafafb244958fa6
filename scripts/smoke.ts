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

/** Providers that must do without anything else of ours, and their factories. */
const providers = { '@denglu/bilibili': 'createBilibili', '@denglu/bilibili-intl': 'createBilibiliIntl' }

const tarballs = packPackages()
const folder = installPackages([...tarballs.keys()], tarballs)
const emulator = join(folder, 'node_modules/@denglu/emulator/dist/index.js')
const alone = Object.entries(providers).map(([name, factory]) => ({
  folder: installPackages([name], tarballs),
  args: ['alone.ts', name, factory, emulator],
}))
const runtimes = mkdtempSync(join(tmpdir(), 'denglu-node-'))
for (const used of [folder, ...alone.map((one) => one.folder)])
  cpSync(join(import.meta.dirname, 'smoke'), used, { recursive: true })

report(
  nodes.map((version) => {
    const node = installNode(version)
    const execute = (args: readonly string[], cwd = folder) =>
      run(node, [...runTypeScript, ...args], { cwd, timeoutMs: 60_000 })
    return {
      name: `node ${version}`,
      checks: {
        library: () => execute(['library.ts']),
        command: () => execute(['command.ts']),
        alone: () => alone.map((one) => execute(one.args, one.folder)),
      },
    }
  }),
)
for (const used of [folder, runtimes, ...alone.map((one) => one.folder)]) rmSync(used, { recursive: true })

/** The runtime alone, from the package that holds it for this platform. */
function installNode(version: string): string {
  const name = `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`
  const prefix = join(runtimes, version)
  run('npm', ['install', '--prefix', prefix, '--no-audit', '--no-fund', '--loglevel=error', `${name}@${version}`])
  return join(prefix, 'node_modules', name, 'bin/node')
}

// Runs every example to its end, as it stands: the services behind `fetch` are the emulator, with a phone that confirms.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { report, root, run } from './run.ts'

const folder = join(root, 'examples')
const preload = join(root, 'scripts/examples/emulate.ts')
const examples = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).sort()

report(
  examples.map((name) => ({
    name,
    checks: {
      run: () =>
        run(process.execPath, ['--conditions=@denglu/source', '--import', preload, name], {
          cwd: folder,
          timeoutMs: 60_000,
        }),
    },
  })),
)

// Runs every example to its end, as it stands: the services behind `fetch` are one emulator, with a phone that
// confirms. Examples run in the order of their names, because one may begin what the next one finishes.
import { globSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { report, root, run } from './run.ts'

const folder = join(root, 'examples')
const preload = join(root, 'scripts/examples/emulate.ts')
const examples = globSync('*.ts', { cwd: folder, exclude: ['*.test.ts'] }).sort()

// In a thread of its own, because this one only waits.
const emulator = new Worker(join(root, 'scripts/examples/emulator.ts'), { execArgv: ['--conditions=@denglu/source'] })
process.env.DENGLU_EMULATOR = await new Promise((resolve) => emulator.once('message', resolve))

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
await emulator.terminate()

// Packs every public package and looks at the tarballs as an installer would: publint, and are-the-types-wrong.
import { packPackages } from './pack.ts'
import { report, run } from './run.ts'

report(
  [...packPackages()].map(([name, tarball]) => ({
    name,
    checks: {
      publint: () => run('publint', ['run', tarball, '--strict']),
      attw: () => run('attw', [tarball, '--profile', 'esm-only', '--no-emoji']),
    },
  })),
)

// Packs every public package and looks at the tarballs as an installer would: publint, and are-the-types-wrong.
import { packPackages } from './pack.ts'
import { run } from './run.ts'

const checks = {
  publint: (tarball: string) => run('publint', ['run', tarball, '--strict']),
  attw: (tarball: string) => run('attw', [tarball, '--profile', 'esm-only', '--no-emoji']),
}

const table = [...packPackages()].map(([name, tarball]) => {
  const row: Record<string, string> = { package: name }
  for (const [check, look] of Object.entries(checks)) row[check] = outcomeOf(() => look(tarball))
  return row
})
console.table(table)

function outcomeOf(look: () => unknown): string {
  try {
    look()
    return 'ok'
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
    return 'FAILED'
  }
}

import { globSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** What an install put on the disk: how many packages, and how many MB (10^6 bytes) of files. */
export function measureInstall(folder: string): { packages: number; megabytes: number } {
  const { packages } = JSON.parse(readFileSync(join(folder, 'node_modules/.package-lock.json'), 'utf8'))
  const files = globSync('node_modules/**', { cwd: folder, exclude: ['node_modules/.*'] }).map((file) =>
    statSync(join(folder, file)),
  )
  const bytes = files.filter((file) => file.isFile()).reduce((sum, { size }) => sum + size, 0)
  return { packages: Object.keys(packages).length, megabytes: bytes / 1e6 }
}

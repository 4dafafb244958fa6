import { open, readFile } from 'node:fs/promises'
import type { Cli } from './cli.ts'
import { UsageError } from './outcomes.ts'

/**
 * Writes a file that only its owner can read, also where one was that others could.
 *
 * @throws {UsageError} when it cannot be written.
 */
export async function writePrivately({ texts }: Pick<Cli, 'texts'>, path: string, data: string | Uint8Array) {
  await usable(texts.usage.cannotWrite, path, async () => {
    const file = await open(path, 'w', 0o600)
    try {
      await file.chmod(0o600)
      await file.writeFile(data)
    } finally {
      await file.close()
    }
  })
}

/** @throws {UsageError} when it cannot be read. */
export function readGiven({ texts }: Pick<Cli, 'texts'>, path: string): Promise<string> {
  return usable(texts.usage.cannotRead, path, () => readFile(path, 'utf8'))
}

async function usable<T>(complaint: (path: string, code: string) => string, path: string, work: () => Promise<T>) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new UsageError(complaint(path, String(error.code)))
  }
}

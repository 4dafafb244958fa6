import { writeFile } from 'node:fs/promises'
import type { QrCode } from '@denglu/core'
import type { Cli } from '../cli.ts'
import { UsageError } from '../outcomes.ts'

/**
 * Writes the code to the file that was asked for, and gives its path.
 *
 * @throws {UsageError} when it cannot be written.
 */
export async function saveCode({ values, texts }: Cli, qr: QrCode): Promise<string | undefined> {
  const path = values['qr-file']
  if (path === undefined) return undefined
  const { renderPng } = await import('@denglu/qr')
  try {
    await writeFile(path, await renderPng(qr), { mode: 0o600 })
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error && 'code' in error)) throw error
    throw new UsageError(texts.usage.cannotWrite(path, String(error.code)))
  }
  return path
}

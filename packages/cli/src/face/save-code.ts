import type { QrCode } from '@denglu/core'
import type { Cli } from '../cli.ts'
import { writePrivately } from '../private-file.ts'

/**
 * Writes the code to the file that was asked for, and gives its path.
 *
 * @throws {UsageError} when it cannot be written.
 */
export async function saveCode(cli: Cli, qr: QrCode): Promise<string | undefined> {
  const path = cli.values['qr-file']
  if (path === undefined) return undefined
  const { renderPng } = await import('@denglu/qr')
  await writePrivately(cli, path, await renderPng(qr))
  return path
}

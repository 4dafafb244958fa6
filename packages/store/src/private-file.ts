import { randomUUID } from 'node:crypto'
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Clock } from '@denglu/core'
import { requirePrivate } from './private-place.ts'
import { systemCode, trying } from './store-errors.ts'

/** Longer than any write takes: a temporary file this old was left by a process that was killed. */
const abandonedAfterMs = 60_000
const temporary = '.tmp'

/** Makes the directory, for the owner alone, or checks that the one that is there is so. */
export async function ensureDirectory(directory: string): Promise<void> {
  await trying(directory, () => mkdir(directory, { recursive: true, mode: 0o700 }))
  await checkDirectory(directory)
}

/** Whether the directory is there. One that others may enter is not used at all. */
export async function checkDirectory(directory: string): Promise<boolean> {
  const stats = await unlessMissing(directory, () => stat(directory))
  if (stats) requirePrivate(directory, stats)
  return stats !== undefined
}

/** The text of a private file, or `undefined` when there is none. */
export async function readPrivate(path: string): Promise<string | undefined> {
  if (!(await checkDirectory(dirname(path)))) return undefined
  const file = await unlessMissing(path, () => open(path, 'r'))
  if (!file) return undefined
  return closing(file, async () => {
    requirePrivate(path, await file.stat())
    return trying(path, () => file.readFile('utf8'))
  })
}

/**
 * Replaces a private file, all or nothing: a neighbour is written in full, flushed to the disk and moved over it.
 *
 * `write-file-atomic` would do, but as of 8.0.0 it takes a short write for a whole one: on a disk that fills up in the
 * middle it reports success and leaves the file cut off. Node's own `writeFile` writes to the end or throws.
 */
export async function writePrivate(path: string, text: string, clock: Clock): Promise<void> {
  const directory = dirname(path)
  await ensureDirectory(directory)
  const neighbour = `${path}.${randomUUID()}${temporary}`
  try {
    await trying(path, async () => {
      const file = await open(neighbour, 'wx', 0o600)
      await closing(file, async () => {
        await file.writeFile(text)
        await file.sync()
      })
      await rename(neighbour, path)
    })
  } catch (error) {
    await rm(neighbour, { force: true }).catch(() => undefined)
    throw error
  }
  await flushDirectory(directory)
  await sweep(directory, (_name, ageMs) => ageMs > abandonedAfterMs, clock)
}

/** Removes a private file and everything a killed write of it has left. */
export async function removePrivate(path: string, clock: Clock): Promise<void> {
  const directory = dirname(path)
  if (!(await checkDirectory(directory))) return
  await trying(path, () => rm(path, { force: true }))
  await sweep(directory, (name) => join(directory, name).startsWith(`${path}.`), clock)
  await flushDirectory(directory)
}

/** What `work` gives, or `undefined` when there is nothing at `path`. */
export function unlessMissing<T>(path: string, work: () => Promise<T>): Promise<T | undefined> {
  return trying(path, () =>
    work().catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined
      throw error
    }),
  )
}

/** Temporary files hold secrets, too. Tidying up never fails what was asked for. */
async function sweep(directory: string, wanted: (name: string, ageMs: number) => boolean, clock: Clock): Promise<void> {
  const names = (await readdir(directory).catch(() => [])).filter((name) => name.endsWith(temporary))
  for (const name of names) {
    const path = join(directory, name)
    const stats = await stat(path).catch(() => undefined)
    if (stats && wanted(name, clock.now() - stats.mtimeMs)) await rm(path, { force: true }).catch(() => undefined)
  }
}

/** Makes the move itself survive a power cut, where directories can be opened (not on Windows). */
async function flushDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined)
  if (handle) await closing(handle, () => handle.sync()).catch(() => undefined)
}

async function closing<T>(file: FileHandle, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } finally {
    await file.close()
  }
}

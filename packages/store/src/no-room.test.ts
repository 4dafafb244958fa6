import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore } from './file-store.ts'

const key = { provider: 'bilibili', userId: '1' }
const script = join(import.meta.dirname, '__fixtures__/store-process.ts')

let directory: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'denglu-store-'))
})
afterEach(() => {
  chmodSync(directory, 0o700)
  rmSync(directory, { recursive: true, force: true })
})

// A file may grow to half of what is written: the kernel takes the first half and refuses the second, as it does on a
// disk that fills up in the middle.
test('a disk that fills up in the middle of a write leaves the old credential', async () => {
  const store = createFileStore({ directory })
  await store.write({ ...key, version: 1, issuedAt: 7 })

  const outcome = writeOnce('200000', ['sh', '-c', 'ulimit -f 200 && exec "$@"', 'sh'])

  expect(outcome).toMatchObject({ outcome: 'store-unavailable', hint: { en: expect.stringContaining('disk is full') } })
  expect(await store.read(key)).toMatchObject({ issuedAt: 7 })
  expect(readdirSync(directory)).toEqual(['bilibili.1.json'])
})

test('a directory that cannot be written to leaves the old credential', async () => {
  const store = createFileStore({ directory })
  await store.write({ ...key, version: 1, issuedAt: 7 })
  chmodSync(directory, 0o500)

  // Root writes anywhere, unless it gives that power away.
  const asAnyone = process.geteuid?.() === 0 ? ['setpriv', '--bounding-set=-all', '--inh-caps=-all'] : []
  const outcome = writeOnce('10', asAnyone)

  expect(outcome).toMatchObject({ outcome: 'store-unavailable', message: expect.stringContaining('EACCES') })
  expect(outcome.hint.en).toContain(`ls -ld ${directory}`)
  expect(await store.read(key)).toMatchObject({ issuedAt: 7 })
})

function writeOnce(bytes: string, launcher: readonly string[]) {
  const [command = '', ...args] = [
    ...launcher,
    process.execPath,
    '--conditions=@denglu/source',
    script,
    'write-once',
    directory,
    bytes,
  ]
  const { stdout, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}

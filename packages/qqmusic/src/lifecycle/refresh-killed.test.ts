import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmulator } from '@denglu/emulator'
import { afterAll, expect, test } from 'vitest'
import { createQQMusic } from '../provider.ts'
import { readStored } from '../world.fixture.ts'

const program = join(import.meta.dirname, '../__fixtures__/refresh-process.ts')
const folder = mkdtempSync(join(tmpdir(), 'denglu-qqmusic-'))
afterAll(() => rmSync(folder, { recursive: true }))

const run = (...args: readonly string[]) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, ['--conditions=@denglu/source', program, ...args], { stdio: 'inherit' })
    child.once('exit', (code, signal) => resolve(signal ?? code))
  })

test.each(['request', 'answer', 'saving', 'half-saved', 'saved'])(
  'a refresh that is killed at "%s" loses nothing',
  { timeout: 30_000 },
  async (killAt) => {
    const { qqmusic: service, fetch, listen } = createEmulator()
    await using server = await listen()
    const [account] = service.accounts.list()
    if (!account) throw new Error('nobody is there')
    const before = readStored(service.openSession(account))
    const file = join(folder, `${killAt}.json`)
    writeFileSync(file, JSON.stringify(before))

    expect(await run(server.origin, file, killAt)).toBe('SIGKILL')
    const qqmusic = createQQMusic({ fetch })
    const stored = () => qqmusic.parseCredential(JSON.parse(readFileSync(file, 'utf8')))
    expect(await qqmusic.check(stored())).toMatchObject({ status: 'valid' })
    expect(await run(server.origin, file)).toBe(0)
    expect(stored().musicKey).not.toBe(before.musicKey)
    expect(await qqmusic.check(stored())).toMatchObject({ status: 'valid' })
  },
)

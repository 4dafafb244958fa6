import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv, promisify } from 'node:util'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cookie, plainCookies } from './cookies.fixture.ts'
import { envFile } from './env-file.ts'

test('a shell that sources it has every value as it was', { timeout: 30_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'denglu-'))
  const file = join(folder, 'cookies.env')
  const script = 'set -a; . "$0"; exec env -0'
  await fc.assert(
    fc.asyncProperty(plainCookies, async (list) => {
      await writeFile(file, envFile.write({ cookies: list }, 0), { mode: 0o600 })
      const { stdout } = await promisify(execFile)('sh', ['-c', script, file], { env: { PATH: process.env.PATH } })
      const variables = stdout.split('\0').filter((variable) => variable.startsWith('C_'))
      expect(variables.toSorted()).toEqual(list.map(({ name, value }) => `${name}=${value}`).toSorted())
    }),
    { numRuns: 8 },
  )
  await rm(folder, { recursive: true })
})

test('Node reads it, too; only a quote in a value is beyond its env files', () => {
  fc.assert(
    fc.property(plainCookies, (list) => {
      const readable = list.filter(({ value }) => !value.includes("'"))
      const expected = Object.fromEntries(readable.map(({ name, value }) => [name, value]))
      expect({ ...parseEnv(envFile.write({ cookies: readable }, 0)) }).toEqual(expected)
    }),
  )
})

test('a session needs no quotes, which Docker would take for part of it; names beyond a shell are left out', () => {
  const list = [cookie({ name: 'SESSDATA', value: 'a%2C1%2A' }), cookie({ name: 'x-gaia' })]
  expect(envFile.write({ cookies: list }, 0)).toBe('# Cookies\nSESSDATA=a%2C1%2A\n')
})

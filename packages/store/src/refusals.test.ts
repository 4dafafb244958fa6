import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LoginError } from '@denglu/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileStore } from './file-store.ts'

const key = { provider: 'bilibili', userId: '1' }
const credential = { ...key, version: 1, issuedAt: 0 }
const whole = JSON.stringify({ denglu: 1, credential })
const isRoot = process.geteuid?.() === 0

let directory: string
let file: string

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'denglu-store-'))
  file = join(directory, 'bilibili.1.json')
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test.each([
  ['empty', ''],
  ['cut off', whole.slice(0, 40)],
  ['not an object', '[]'],
  ['some other JSON', '{"credential":{"provider":"bilibili","userId":"1"}}'],
  ['without a credential', '{"denglu":1}'],
  ['another account', whole.replace('"userId":"1"', '"userId":"2"')],
])('leaves a damaged file as it is: %s', async (_case, text) => {
  writeFileSync(file, text, { mode: 0o600 })
  const store = createFileStore({ directory })

  for (const call of [() => store.read(key), () => store.write(credential)]) {
    const error = await failureOf(call)
    expect(error.message).toBe(`${file} is damaged`)
    expect(error.hint?.en).toContain(`mv ${file} ${file}.damaged`)
    expect(error.hint?.zh).toContain(`mv ${file} ${file}.damaged`)
  }
  expect(readFileSync(file, 'utf8')).toBe(text)
})

test('leaves a file of a newer release as it is', async () => {
  writeFileSync(file, '{"denglu":3,"sealed":"x"}', { mode: 0o600 })

  const error = await failureOf(() => createFileStore({ directory }).write(credential))

  expect(error.message).toBe(`${file} was written by a newer release`)
  expect(readFileSync(file, 'utf8')).toBe('{"denglu":3,"sealed":"x"}')
})

test('never says what was in a file', async () => {
  writeFileSync(file, '{"denglu":1,"credential":{"SESSDATA":"hush', { mode: 0o600 })

  const error = await failureOf(() => createFileStore({ directory }).read(key))

  expect(`${error.stack}${JSON.stringify(error)}${error.cause}`).not.toContain('hush')
})

test.each([0o644, 0o640, 0o660, 0o606])('refuses a file of mode %o', async (mode) => {
  writeFileSync(file, whole)
  chmodSync(file, mode)
  const store = createFileStore({ directory })

  for (const call of [() => store.read(key), () => store.write(credential)]) {
    const error = await failureOf(call)
    expect(error.message).toBe(`${file} is open to other users (mode ${mode.toString(8)})`)
    expect(error.hint?.en).toContain(`chmod 600 ${file}`)
    expect(error.hint?.zh).toContain(`chmod 600 ${file}`)
  }
})

test('refuses a directory that others may enter, with a command that works in a shell', async () => {
  const open = join(directory, "it's open")
  mkdirSync(open)
  chmodSync(open, 0o755)
  const store = createFileStore({ directory: open })

  for (const call of [
    () => store.read(key),
    () => store.write(credential),
    () => store.list(),
    () => store.delete(key),
    () => store.lock(key, async () => {}),
    () => store.readCurrent('bilibili'),
  ]) {
    const error = await failureOf(call)
    expect(error.hint?.en).toContain(`chmod 700 '${directory}/it'\\''s open'`)
  }
})

test('refuses what belongs to someone else', async () => {
  // Root can give a directory away; anybody else finds that `/` is not theirs.
  const foreign = isRoot ? directory : '/'
  if (isRoot) chownSync(directory, 12_345, 12_345)

  const error = await failureOf(() => createFileStore({ directory: foreign }).read(key))

  expect(error.message).toContain(`${foreign} belongs to another user`)
  expect(error.hint?.en).toContain(`chown -R "$(id -u)" ${foreign}`)
})

test('says so when the directory is no directory', async () => {
  writeFileSync(file, '', { mode: 0o600 })

  const error = await failureOf(() => createFileStore({ directory: join(file, 'denglu') }).write(credential))

  expect(error.message).toContain('(ENOTDIR)')
})

async function failureOf(call: () => Promise<unknown>): Promise<LoginError> {
  const error = await call().then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (!LoginError.is(error, 'store-unavailable')) throw new Error(`not store-unavailable: ${error}`)
  return error
}

import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createFileStore, type FileStoreOptions, type Keyring } from '../index.ts'

const key = { provider: 'bilibili', userId: '1' }
const credential = { ...key, version: 1, issuedAt: 7, cookies: 'secret-cookie-77' }
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'denglu-store-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

function createKeyring(): Keyring & { calls: string[]; key: Uint8Array | undefined } {
  return {
    calls: [],
    key: undefined,
    async get() {
      this.calls.push('get')
      return this.key
    },
    async set(made) {
      this.calls.push('set')
      this.key = made
    },
  }
}

const absent: Keyring = {
  get: () => Promise.reject(new Error('no D-Bus')),
  set: () => Promise.reject(new Error('no D-Bus')),
}
const silent: Keyring = { get: () => new Promise(() => undefined), set: () => new Promise(() => undefined) }

const open = (options: FileStoreOptions) => createFileStore({ directory, ...options })

describe('with a keyring', () => {
  test('nothing of the credential is in the file, and it comes back', async () => {
    const keyring = createKeyring()
    const store = open({ keyring })
    await store.write(credential)
    expect(read(store.pathOf(key))).toEqual({
      denglu: 2,
      sealed: { key: expect.stringMatching(/^[0-9a-f]{16}$/), data: expect.any(String) },
    })
    expect(readFileSync(store.pathOf(key), 'utf8')).not.toMatch(/secret|cookie/)
    expect(statSync(store.pathOf(key)).mode & 0o777).toBe(0o600)
    expect(await store.read(key)).toEqual(credential)
    expect(await open({ keyring }).read(key)).toEqual(credential)
    expect(keyring.calls).toEqual(['get', 'get', 'set', 'get', 'get'])
  })

  test('a plain file of before is read, and encrypted when it is next written', async () => {
    await open({ encryption: 'off' }).write(credential)
    const store = open({ keyring: createKeyring() })
    expect(await store.read(key)).toEqual(credential)
    await store.write(credential)
    expect(read(store.pathOf(key))).toHaveProperty('sealed')
  })

  test('many stores at once make one key', async () => {
    const keyring = createKeyring()
    const users = Array.from({ length: 8 }, (_, at) => ({ ...credential, userId: `${at}` }))
    await Promise.all(users.map((user) => open({ keyring }).write(user)))
    expect(keyring.calls.filter((call) => call === 'set')).toHaveLength(1)
    for (const user of users) expect(await open({ keyring }).read(user)).toEqual(user)
  })

  test.each([
    ['changed', (data: string) => `${data.slice(0, -9)}AAAA${data.slice(-5)}`],
    ['cut off', (data: string) => data.slice(0, 12)],
  ])('a file that was %s is damaged, and left as it is', async (_how, change) => {
    const store = open({ keyring: createKeyring() })
    await store.write(credential)
    const file = read(store.pathOf(key))
    const text = JSON.stringify({ ...file, sealed: { ...file.sealed, data: change(file.sealed.data) } })
    writeFileSync(store.pathOf(key), text)
    await expect(store.read(key)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringMatching(/is damaged$/),
    })
    await expect(store.write(credential)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(readFileSync(store.pathOf(key), 'utf8')).toBe(text)
  })

  test('a file of one account does not pass for another’s', async () => {
    const store = open({ keyring: createKeyring() })
    await store.write(credential)
    const other = { ...key, userId: '2' }
    writeFileSync(store.pathOf(other), readFileSync(store.pathOf(key)), { mode: 0o600 })
    await expect(store.read(other)).rejects.toMatchObject({ code: 'store-unavailable' })
  })

  test('a file sealed with another key says so, and what to do', async () => {
    await open({ keyring: createKeyring() }).write(credential)
    const elsewhere = createKeyring()
    elsewhere.key = new Uint8Array(32)
    await expect(open({ keyring: elsewhere }).read(key)).rejects.toMatchObject({
      code: 'store-unavailable',
      message: expect.stringContaining('encrypted with a key that this keyring does not hold'),
      hint: { en: expect.stringContaining(`mv ${directory}`), zh: expect.stringContaining('mv ') },
    })
  })
})

describe.each([
  ['without a keyring', absent],
  ['with one that never answers', silent],
])('%s', (_which, keyring) => {
  const options = { keyring, keyringTimeoutMs: 30 }

  test('credentials are plain, and that is said once', async () => {
    let told = 0
    const store = open({ ...options, onPlain: () => void told++ })
    await store.write(credential)
    await store.write({ ...credential, userId: '2' })
    expect(read(store.pathOf(key))).toEqual({ denglu: 1, credential })
    expect(told).toBe(1)
  })

  test('nothing is written where encryption is required', async () => {
    const store = open({ ...options, encryption: 'required' })
    await expect(store.write(credential)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(await store.list()).toEqual([])
  })

  test('an encrypted file is neither read nor overwritten', async () => {
    await open({ keyring: createKeyring() }).write(credential)
    const store = open(options)
    const before = readFileSync(store.pathOf(key), 'utf8')
    await expect(store.read(key)).rejects.toMatchObject({ message: expect.stringContaining('keyring') })
    await expect(store.write(credential)).rejects.toMatchObject({ code: 'store-unavailable' })
    expect(readFileSync(store.pathOf(key), 'utf8')).toBe(before)
  })
})

test('turned off, the keyring is never asked', async () => {
  const keyring = createKeyring()
  let told = 0
  await open({ keyring, encryption: 'off', onPlain: () => void told++ }).write(credential)
  expect([keyring.calls, told]).toEqual([[], 0])
})

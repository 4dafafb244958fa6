import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { openSnapshot, sealSnapshot } from './seal.ts'
import type { FlowSnapshot } from './snapshot.ts'

const key = crypto.getRandomValues(new Uint8Array(32))
const snapshot: FlowSnapshot = {
  version: 1,
  method: 'toy/list',
  stage: { next: 'poll', state: { key: 'secret-key-77', name: '登录' }, afterMs: 1 },
  shown: [],
}

test('what was sealed opens with the same key, also as a CryptoKey', async () => {
  const sealed = await sealSnapshot(snapshot, key)
  expect(sealed).toMatch(/^[\w-]+$/)
  expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('secret-key-77')
  expect(await openSnapshot(sealed, key)).toEqual(snapshot)
  const cryptoKey = await crypto.subtle.importKey('raw', key, 'AES-GCM', false, ['encrypt', 'decrypt'])
  expect(await openSnapshot(await sealSnapshot(snapshot, cryptoKey), key)).toEqual(snapshot)
})

test('what was opened does not print itself', async () => {
  expect(inspect([await openSnapshot(await sealSnapshot(snapshot, key), key)])).toBe('[ [opened snapshot, hidden] ]')
})

test('no two seals are alike', async () => {
  expect(await sealSnapshot(snapshot, key)).not.toBe(await sealSnapshot(snapshot, key))
})

test('a changed byte, another key, or nonsense does not open', async () => {
  const sealed = await sealSnapshot(snapshot, key)
  const bytes = Buffer.from(sealed, 'base64url')
  for (let at = 0; at < bytes.length; at += 7) {
    const changed = Buffer.from(bytes)
    changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
    await expect(openSnapshot(changed.toString('base64url'), key)).rejects.toMatchObject({ code: 'input-invalid' })
  }
  const other = crypto.getRandomValues(new Uint8Array(32))
  for (const [text, wrong] of [
    [sealed, other],
    ['', key],
    ['AQ', key],
    [undefined as never, key],
  ] as const) {
    await expect(openSnapshot(text, wrong)).rejects.toThrow('this sealed snapshot cannot be opened')
  }
})

test('a key of another length is refused', async () => {
  await expect(sealSnapshot(snapshot, new Uint8Array(16))).rejects.toThrow('a sealing key has 32 bytes')
})

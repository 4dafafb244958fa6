import { expect, test } from 'vitest'
import { encryptKey, encryptPayload, signHeader, signSealed } from './qimei-crypto.ts'

test('signs the header', () => {
  expect(signHeader('1700000000')).toBe('e5b20b202fdb7288521634a7de434a9b')
})

test('signs what is sealed', () => {
  const extra = '{"appKey":"0AND0HD6FE4HY80F"}'
  const sealed = { key: 'KEYB64', params: 'PARAMSB64', seconds: '1700000000', nonce: '0123456789abcdef', extra }
  expect(signSealed(sealed)).toBe('b25995755c311f1a6847f4b9a43d27f4')
})

test('encrypts the payload, and the key for the service alone', () => {
  const encrypted = encryptPayload('{"platformId":1}', '0123456789abcdef')
  expect(encrypted).toBe('IRXIWKe/9fQUafBF6lVeUqrXDWdnu5vKSwF0br3qP1w=')
  expect(Buffer.from(encryptKey('0123456789abcdef'), 'base64')).toHaveLength(128)
})

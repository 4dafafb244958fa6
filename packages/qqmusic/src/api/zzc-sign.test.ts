import { expect, test } from 'vitest'
import { signBody } from './zzc-sign.ts'

const createQrCode =
  '{"comm":{"ct":11,"cv":14090008},"req_0":{"module":"music.login.LoginServer","method":"CreateQRCode","param":{"tmeAppID":"qqmusic","ct":11,"cv":14090008}}}'

test.each([
  ['{}', 'zzcf8e26805gyafigxmxjehoe02mvsjjgtwzw6f1a05f9'],
  ['', 'zzcf0e03e5gx4qeiq5cfgdyqwu7sdqfsb5fro3aa45053'],
  [createQrCode, 'zzcafb1742ivxiitzxuw7hnpqrq2jnzl5b8u73162d01'],
  ['hello, 世界', 'zzc58e01132lj2d0ujxgsbxzu5n9hfbs2cb413313f95'],
])('signs %j', (body, sign) => {
  expect(signBody(body)).toBe(sign)
  // A known flaw of other implementations: the second signature of a process is shorter.
  expect(signBody(body)).toBe(sign)
})

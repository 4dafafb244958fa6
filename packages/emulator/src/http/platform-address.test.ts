import { expect, test } from 'vitest'
import { isLoopback, readAddress } from './platform-address.ts'

const served = new Set(['passport.example', 'www.example'])
const url = (target: string, host: string) => {
  const address = readAddress(target, host, served)
  return address.kind === 'unknown' ? address.kind : `${address.kind} ${address.url}`
}

test.each([
  ['/passport.example/x/y?a=b', '127.0.0.1:80', 'platform https://passport.example/x/y?a=b'],
  ['/www.example', 'localhost:1', 'platform https://www.example/'],
  ['/www.example?a', '[::1]:1', 'platform https://www.example/?a'],
  ['/x/y?a=b', 'passport.example', 'platform https://passport.example/x/y?a=b'],
  ['/x', 'passport.example:8080', 'platform https://passport.example/x'],
  ['/', '127.0.0.1:80', 'own http://127.0.0.1/'],
  ['/__emulator/phone', 'localhost:1', 'own http://localhost:1/__emulator/phone'],
  ['/', 'www.example', 'platform https://www.example/'],
  ['/favicon.ico', '127.0.0.1', 'unknown'],
  ['/other.example/x', '127.0.0.1', 'unknown'],
  ['/__emulator/phone', 'evil.example', 'unknown'],
  ['/passport.example/x', 'evil.example', 'unknown'],
  ['/', '', 'unknown'],
  ['*', '127.0.0.1', 'unknown'],
])('%s at "%s" is %s', (target, host, expected) => {
  expect(url(target, host)).toBe(expected)
})

test('only a machine itself is loopback', () => {
  expect(['127.0.0.1', '127.1.2.3', 'localhost', '[::1]'].every(isLoopback)).toBe(true)
  expect(['127.0.0.1.example', '10.0.0.1', 'localhost.example', '0.0.0.0', '[::]'].some(isLoopback)).toBe(false)
})

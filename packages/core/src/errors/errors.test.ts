import fc from 'fast-check'
import { expect, test } from 'vitest'
import { LoginError } from './login-error.ts'
import { quoteName } from './quote-name.ts'
import { quoteService } from './quote-service.ts'
import { ServiceRefusedError } from './service-refused-error.ts'

test('a message begins with the step, and a refusal ends with the number', () => {
  const error = new ServiceRefusedError('risk control', {
    reason: 'risk-control',
    serviceCode: -352,
    step: 'x/y: poll',
  })
  expect(error.message).toBe('x/y: poll: risk control (-352)')
  expect(error).toMatchObject({
    name: 'ServiceRefusedError',
    code: 'service-refused',
    retryable: false,
    step: 'x/y: poll',
  })
})

test('errors are recognised by code and by reason', () => {
  const refused = new ServiceRefusedError('no', { reason: 'rate-limited', serviceCode: 1 })
  const lost = new LoginError('no', { code: 'network-failed' })
  expect(LoginError.is(refused)).toBe(true)
  expect(LoginError.is(refused, 'service-refused')).toBe(true)
  expect(LoginError.is(lost, 'service-refused')).toBe(false)
  expect(ServiceRefusedError.is(refused, 'rate-limited')).toBe(true)
  expect(ServiceRefusedError.is(refused, 'risk-control')).toBe(false)
  expect(ServiceRefusedError.is(lost)).toBe(false)
  expect(LoginError.is(new Error('no'))).toBe(false)
})

test('an error from another copy of this package is recognised, too', async () => {
  const otherCopy: typeof import('./login-error.ts') = await import(`${'./login-error.ts'}?copy`)
  expect(otherCopy.LoginError).not.toBe(LoginError)
  expect(LoginError.is(new otherCopy.LoginError('no', { code: 'network-failed' }), 'network-failed')).toBe(true)
})

test.each([
  ['手机号 13800000000 已被封禁', '手机号 … 已被封禁'],
  ['bad token 0a1b2c3d4e5f\nsee https://x.example/?k=1', 'bad token … see …'],
  ['号码 138 0000 0000 与 138-0000-0000', '号码 … 与 …'],
  ['账号me@example.com不存在', '账号…不存在'],
  ['token abcdefghijklmnop123 expired', 'token … expired'],
  ['key abcdefghijklmnopqrstuvwxyzabcdef', 'key …'],
  ['\u001b[A\u0007red\u202eevil', '[A red evil'],
  ['risk', 'risk'],
])('a service is quoted without what could be secret: %j', (message, quoted) => {
  expect(quoteService(message)).toBe(quoted)
})

test('no token gets through a quote, wherever it stands', () => {
  const token = fc.stringMatching(/^[\w%*-]{2,20}[0-9][\w%*-]{3,20}$/)
  const around = fc.constantFrom('', ' ', '：', '“', '(', ':', '\n', '错误', ',')
  fc.assert(
    fc.property(around, token, around, (before, secret, after) => {
      expect(quoteService(`失败${before}${secret}${after}`)).not.toContain(secret)
    }),
  )
})

test('a name from outside is repeated only if it can be one', () => {
  expect(quoteName('bilibili-intl')).toBe('bilibili-intl')
  for (const other of ['a1b2c3d4', 'x'.repeat(100), 'two\nlines', '\u001b[31m', '']) expect(quoteName(other)).toBe('…')
})

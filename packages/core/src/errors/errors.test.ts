import { expect, test } from 'vitest'
import { LoginError } from './login-error.ts'
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
  ['risk', 'risk'],
])('a service is quoted without what could be secret: %j', (message, quoted) => {
  expect(quoteService(message)).toBe(quoted)
})

import { LoginError, type LoginErrorCode, type RefusalReason, ServiceRefusedError } from '@denglu/core'
import { expect, test } from 'vitest'
import { exitCodes } from './exit-codes.ts'
import { explain } from './explain.ts'
import { Interrupted, NotLoggedIn, UsageError } from './outcomes.ts'
import { en } from './texts/en.ts'
import { zh } from './texts/zh.ts'

const exitOf = (error: unknown) => exitCodes[explain(error, en, 'en').exit]

test.each<[LoginErrorCode, number]>([
  ['network-failed', 8],
  ['response-unexpected', 1],
  ['service-refused', 1],
  ['challenge-unhandled', 6],
  ['login-expired', 5],
  ['login-declined', 4],
  ['credential-rejected', 3],
  ['not-renewable', 0],
  ['input-invalid', 2],
  ['store-unavailable', 9],
])('%s ends with %i', (code, exit) => {
  expect(exitOf(new LoginError('x', { code }))).toBe(exit)
})

test.each<[RefusalReason, number]>([
  ['wrong-credentials', 1],
  ['rate-limited', 7],
  ['risk-control', 6],
  ['account-restricted', 1],
  ['device-limit', 1],
  ['unknown', 1],
])('a refusal for %s ends with %i', (reason, exit) => {
  expect(exitOf(new ServiceRefusedError('x', { reason, serviceCode: -1 }))).toBe(exit)
})

test('a reason of a newer release is as good as unknown', () => {
  const error = new ServiceRefusedError('x', { reason: 'full-moon' as RefusalReason, serviceCode: -1 })
  expect(explain(error, en, 'en')).toMatchObject({ exit: 'failed', sentence: 'The service refused.' })
})

test('what is not a LoginError has an end, too', () => {
  expect(exitOf(new UsageError('x'))).toBe(2)
  expect(exitOf(new NotLoggedIn('x', 'y'))).toBe(3)
  expect(exitOf(new Interrupted())).toBe(130)
  expect(exitOf(new TypeError('x'))).toBe(1)
  expect(exitOf('thrown')).toBe(1)
})

test('says what happened, where, and what to do, in the language of the person', () => {
  const error = new LoginError('the connection failed (ECONNRESET)', {
    code: 'network-failed',
    step: 'bilibili/web-qr: poll',
    hint: { en: 'Check the connection.', zh: '请检查网络连接。' },
  })
  expect(explain(error, zh, 'zh')).toEqual({
    exit: 'network',
    sentence: '无法连接服务。',
    detail: 'bilibili/web-qr: poll: the connection failed (ECONNRESET)',
    advice: '请检查网络连接。',
    problem: {
      code: 'network-failed',
      message: 'bilibili/web-qr: poll: the connection failed (ECONNRESET)',
      hint: '请检查网络连接。',
    },
  })
})

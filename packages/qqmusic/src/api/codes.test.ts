import { LoginError, ServiceRefusedError } from '@denglu/core'
import { expect, test } from 'vitest'
import { openWorld, standingAt } from '../world.fixture.ts'

const exchange = standingAt('qq-qr', { phase: 'authorized', code: 'a code' })

/** What the gateway's numbers become when a login is exchanged. */
const outcomes: Readonly<Record<number, string>> = {
  1000: 'login-expired',
  104400: 'login-expired',
  104401: 'login-expired',
  2000: 'response-unexpected',
  2001: 'risk-control',
  10004: 'response-unexpected',
  10006: 'response-unexpected',
  20254: 'risk-control',
  20261: 'response-unexpected',
  20271: 'wrong-credentials',
  20272: 'account-restricted',
  20274: 'account-restricted',
  20276: 'risk-control',
  20277: 'account-restricted',
  20278: 'account-restricted',
  20279: 'device-limit',
  20450: 'account-restricted',
  100001: 'rate-limited',
  104604: 'rate-limited',
  40000: 'response-unexpected',
  80030: 'response-unexpected',
  103901: 'response-unexpected',
  500001: 'unknown',
  500003: 'response-unexpected',
  424242: 'unknown',
  [-7]: 'unknown',
}

test.each(
  Object.entries(outcomes).flatMap(
    ([code, outcome]) =>
      [
        [Number(code), outcome, false],
        [Number(code), outcome, true],
      ] as const,
  ),
)('%i is %s (the whole request: %s)', async (code, outcome, whole) => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'QQLogin', code, whole })
  const error = await qqmusic
    .resume(exchange)
    .finish()
    .catch((thrown: unknown) => thrown)
  if (ServiceRefusedError.is(error)) expect([error.reason, error.serviceCode]).toEqual([outcome, code])
  else expect(LoginError.is(error) && error.code).toBe(outcome)
  expect(String(error)).toMatch(`(${code})`)
})

test('quotes the service where its number has no name, without what could be a secret', async () => {
  const { qqmusic, service } = openWorld()
  service.answers.add({ method: 'QQLogin', code: 31337, data: { errMsg: '系统繁忙 tok_123456 13800000000' } })
  const failed = qqmusic.resume(exchange).finish()
  await expect(failed).rejects.toThrow(/系统繁忙 .*… \(31337\)$/)
  await expect(failed).rejects.not.toThrow(/123456|13800000000/)
})

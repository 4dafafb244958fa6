import { LoginError, quoteService, ServiceRefusedError } from '@denglu/core'
import { ended, meanings } from './codes.ts'

/** What a call used that may have come to its end. */
export type Used = 'ticket' | 'credential'

/** The error for one of the service's numbers: named if it has a name, kept as unknown otherwise. */
export function refusal(step: string, serviceCode: number, used: Used, message = ''): LoginError {
  if (ended.includes(serviceCode)) {
    return used === 'ticket' ? ticketEnded(step, serviceCode) : credentialEnded(step, serviceCode)
  }
  const meaning = meanings[serviceCode]
  const says = meaning?.says ?? (quoteService(message) || 'an unknown code')
  const hint = meaning?.hint
  if (meaning?.changed) return new LoginError(`${says} (${serviceCode})`, { code: 'response-unexpected', step, hint })
  return new ServiceRefusedError(says, { reason: meaning?.reason ?? 'unknown', serviceCode, step, hint })
}

function ticketEnded(step: string, serviceCode: number): LoginError {
  return new LoginError(`the ticket of this login was used already or is no longer valid (${serviceCode})`, {
    code: 'login-expired',
    step,
    hint: { en: 'Start the login again.', zh: '请重新开始登录。' },
  })
}

function credentialEnded(step: string, serviceCode: number): LoginError {
  return new LoginError(`the session has ended (${serviceCode})`, {
    code: 'credential-rejected',
    step,
    hint: { en: 'Log in again.', zh: '请重新登录。' },
  })
}

import type { Challenge } from '@denglu/core'
import type { Face } from './face.ts'
import { geetestFace } from './geetest.ts'
import { smsCodeFace } from './sms-code.ts'
import { visitUrlFace } from './visit-url.ts'

/** @throws {LoginError} `input-invalid` when the challenge cannot be shown. */
export function faceOf(challenge: Challenge, geetestScriptUrl: string | undefined): Face {
  switch (challenge.kind) {
    case 'geetest':
      return geetestFace(challenge, geetestScriptUrl)
    case 'sms-code':
      return smsCodeFace(challenge)
    case 'visit-url':
      return visitUrlFace(challenge)
  }
}

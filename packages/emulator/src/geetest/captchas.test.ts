import { beforeEach, describe, expect, test } from 'vitest'
import { createManualClock } from '../clock.ts'
import { createRandom } from '../random.ts'
import { type Captchas, createCaptchas } from './captchas.ts'
import { defaultSettings } from './settings.ts'

const clock = createManualClock()
const settings = { ...defaultSettings }
let captchas: Captchas

beforeEach(() => {
  Object.assign(settings, defaultSettings)
  captchas = createCaptchas({ clock, random: createRandom('captchas') }, settings)
})

describe('a proof', () => {
  test('is for the issued challenge and two characters more', () => {
    const { gt, challenge } = captchas.issue('login')
    const proof = captchas.solve(challenge)

    expect(gt).toMatch(/^[0-9a-f]{32}$/)
    expect(proof.challenge).toMatch(new RegExp(`^${challenge}[0-9a-f]{2}$`))
    expect(proof.validate).toMatch(/^[0-9a-f]{32}$/)
    expect(proof.seccode).toBe(`${proof.validate}|jordan`)
  })

  test('is the same on every run with the same seed', () => {
    const run = () => {
      const fresh = createCaptchas({ clock, random: createRandom('again') }, settings)
      const issued = fresh.issue('login')
      return { issued, proof: fresh.solve(issued.challenge) }
    }
    expect(run()).toEqual(run())
  })

  test('is taken once', () => {
    const { token, challenge } = captchas.issue('login')
    const redemption = { pool: 'login', token, ...captchas.solve(challenge) } as const

    expect(captchas.redeem(redemption)).toBe('ok')
    expect(captchas.redeem(redemption)).toBe('unknown-token')
    expect(() => captchas.solve(challenge)).toThrow('no such challenge')
  })

  test.each([
    ['with the issued challenge', { challenge: 'issued' }],
    ['with another validate', { validate: '0'.repeat(32) }],
    ['with another seccode', { seccode: 'validate' }],
    ['from the other pool', { pool: 'verify' as const }],
  ])('is refused %s, and the token is used up', (_how, change) => {
    const { token, challenge } = captchas.issue('login')
    const proof = captchas.solve(challenge)
    const given = 'challenge' in change ? { challenge } : change

    expect(captchas.redeem({ pool: 'login', token, ...proof, ...given })).toBe('wrong-proof')
    expect(captchas.redeem({ pool: 'login', token, ...proof })).toBe('unknown-token')
  })

  test('is refused for a puzzle that nobody solved', () => {
    const { token, challenge } = captchas.issue('login')
    const twin = createCaptchas({ clock, random: createRandom('captchas') }, settings)
    twin.issue('login')

    expect(captchas.redeem({ pool: 'login', token, ...twin.solve(challenge) })).toBe('wrong-proof')
  })

  test('is refused with a token of nobody', () => {
    const proof = captchas.solve(captchas.issue('login').challenge)
    expect(captchas.redeem({ pool: 'login', token: 'nobody', ...proof })).toBe('unknown-token')
  })

  test('grows old two minutes after solving, a challenge ten after issuing', () => {
    const late = captchas.issue('login')
    const proof = captchas.solve(late.challenge)
    clock.advance(120_000)
    expect(captchas.redeem({ pool: 'login', token: late.token, ...proof })).toBe('wrong-proof')

    const forgotten = captchas.issue('login')
    clock.advance(600_000)
    expect(captchas.open(forgotten.challenge)).toBeUndefined()
    expect(captchas.redeem({ pool: 'login', token: forgotten.token, ...proof })).toBe('unknown-token')
  })

  test('cannot be looked up during an outage', () => {
    const { token, challenge } = captchas.issue('verify')
    const redemption = { pool: 'verify', token, ...captchas.solve(challenge) } as const
    settings.outage = true
    expect(captchas.redeem(redemption)).toBe('geetest-outage')
    expect(captchas.open(captchas.issue('login').challenge)).toBeUndefined()
    settings.outage = false
    expect(captchas.redeem(redemption)).toBe('ok')
  })
})

describe('a puzzle', () => {
  test('is solved near its target, once', () => {
    const { challenge } = captchas.issue('login')
    const puzzle = captchas.open(challenge)
    const { challenge: returned = '', target = Number.NaN } = puzzle ?? {}

    expect(captchas.attempt(returned, target + 3)).toEqual({ kind: 'missed' })
    expect(captchas.attempt(returned, Number.NaN)).toEqual({ kind: 'missed' })
    expect(captchas.attempt(returned, target - 2)).toEqual({ kind: 'solved', proof: captchas.solve(challenge) })
    expect(captchas.attempt(returned, target)).toEqual({ kind: 'failed' })
    expect(captchas.open(challenge)).toBeUndefined()
  })

  test('fails at first when told to', () => {
    settings.firstAttemptFails = true
    const puzzle = captchas.open(captchas.issue('login').challenge)
    const { challenge = '', target = Number.NaN } = puzzle ?? {}

    expect(captchas.attempt(challenge, target).kind).toBe('failed')
    expect(captchas.attempt(challenge, target).kind).toBe('solved')
  })
})

import { createHash } from 'node:crypto'
import type { World } from '../world/world.ts'
import type { GeetestSettings } from './settings.ts'

/** The site id that the service has always been seen to use. */
const gt = 'ac597a4506fee079629df5d8b66dd4fe'
/** How far off the piece may be, in percent. */
const tolerance = 2

/** What a captcha was asked for: a password or SMS login, or a risk check. A proof for one is worth nothing for the other. */
export type CaptchaPool = 'login' | 'verify'

/** What the service hands to a client. The token binds the proof to a call; GeeTest knows nothing of it. */
export interface IssuedCaptcha {
  readonly token: string
  readonly gt: string
  readonly challenge: string
}

/** What a solved puzzle yields. `challenge` is the issued one and two characters more. */
export interface GeetestProof {
  readonly challenge: string
  readonly validate: string
  readonly seccode: string
}

export interface Redemption extends GeetestProof {
  readonly pool: CaptchaPool
  readonly token: string
}

/** Bilibili's words for the last three are -105, 2400 and 2406. */
export type RedemptionOutcome = 'ok' | 'wrong-proof' | 'unknown-token' | 'geetest-outage'

/** A puzzle as it is shown: the challenge to go on with, and where the piece belongs, in percent of the way. */
export interface Puzzle {
  readonly challenge: string
  readonly target: number
}

export type Attempt = { readonly kind: 'solved'; readonly proof: GeetestProof } | { readonly kind: 'missed' | 'failed' }

/** All captchas, from issuing them to taking their proofs. */
export interface Captchas {
  issue(pool: CaptchaPool): IssuedCaptcha
  /** A token is good for one try, whatever comes of it. */
  redeem(redemption: Redemption): RedemptionOutcome
  /** The puzzle of an issued challenge; nothing when it is unknown, solved or too old. */
  open(challenge: string): Puzzle | undefined
  /** @param challenge the one that `open` gave */
  attempt(challenge: string, position: number): Attempt
  /** Solves the puzzle of an issued challenge on the spot; throws when it is unknown, redeemed or too old. */
  solve(challenge: string): GeetestProof
}

interface Captcha extends IssuedCaptcha {
  readonly pool: CaptchaPool
  readonly puzzle: Puzzle
  readonly proof: GeetestProof
  readonly issuedAt: number
  solvedAt?: number
  attempts: number
}

export function createCaptchas(world: Pick<World, 'clock' | 'random'>, settings: GeetestSettings): Captchas {
  const { clock } = world
  const random = world.random.fork('geetest')
  const salt = random.hex(32)
  const byToken = new Map<string, Captcha>()

  // All there is to a puzzle follows from its challenge.
  const derive = (what: string, challenge: string) =>
    createHash('sha256').update(`${salt}/${what}/${challenge}`).digest('hex').slice(0, 32)

  function findLive(wanted: (captcha: Captcha) => boolean): Captcha | undefined {
    for (const { token, issuedAt } of byToken.values()) {
      if (clock.now() >= issuedAt + settings.challengeLivesMs) byToken.delete(token)
    }
    return settings.outage ? undefined : [...byToken.values()].find(wanted)
  }

  function prove(captcha: Captcha): GeetestProof {
    captcha.solvedAt = clock.now()
    return captcha.proof
  }

  return {
    issue(pool) {
      const token = random.hex(32)
      const challenge = random.hex(32)
      const returned = challenge + derive('suffix', challenge).slice(0, 2)
      const validate = derive('validate', challenge)
      byToken.set(token, {
        pool,
        token,
        gt,
        challenge,
        puzzle: {
          challenge: returned,
          target: 30 + (Number.parseInt(derive('target', challenge).slice(0, 4), 16) % 61),
        },
        proof: { challenge: returned, validate, seccode: `${validate}|jordan` },
        issuedAt: clock.now(),
        attempts: 0,
      })
      return { token, gt, challenge }
    },
    redeem({ pool, token, ...given }) {
      if (settings.outage) return 'geetest-outage'
      const captcha = findLive((one) => one.token === token)
      if (!captcha) return 'unknown-token'
      byToken.delete(token)
      const { proof, solvedAt = Number.NEGATIVE_INFINITY } = captcha
      const isFresh = clock.now() < solvedAt + settings.proofLivesMs
      const isSame =
        given.challenge === proof.challenge && given.validate === proof.validate && given.seccode === proof.seccode
      return captcha.pool === pool && isFresh && isSame ? 'ok' : 'wrong-proof'
    },
    open: (challenge) => findLive((one) => one.challenge === challenge && one.solvedAt === undefined)?.puzzle,
    attempt(challenge, position) {
      const captcha = findLive((one) => one.puzzle.challenge === challenge && one.solvedAt === undefined)
      if (!captcha) return { kind: 'failed' }
      captcha.attempts += 1
      if (settings.firstAttemptFails && captcha.attempts === 1) return { kind: 'failed' }
      if (!(Math.abs(position - captcha.puzzle.target) <= tolerance)) return { kind: 'missed' }
      return { kind: 'solved', proof: prove(captcha) }
    },
    solve(challenge) {
      const captcha = findLive((one) => one.challenge === challenge)
      if (!captcha)
        throw new Error('GeeTest knows no such challenge: it was never issued, redeemed already, or too old')
      return prove(captcha)
    },
  }
}

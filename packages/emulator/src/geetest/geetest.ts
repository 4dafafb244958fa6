import { createRouter, readCall } from '../http/router.ts'
import type { Realm } from '../realm.ts'
import type { World } from '../world/world.ts'
import { type Captchas, createCaptchas } from './captchas.ts'
import { geetestHosts } from './hosts.ts'
import { geetestRoutes } from './routes.ts'
import { defaultSettings, type GeetestSettings } from './settings.ts'

/**
 * A fake GeeTest: a script with the interface of the real one, a puzzle that a person or a test can pass or miss, and
 * the proofs that services take for it.
 *
 * @example
 * const proof = emulator.geetest.solve(challenge.challenge) // without a browser
 */
export interface Geetest extends Pick<Captchas, 'issue' | 'redeem' | 'solve'> {
  readonly settings: GeetestSettings
}

export function createGeetest(world: Pick<World, 'clock' | 'random'>): Geetest & Realm {
  const settings = { ...defaultSettings }
  const captchas = createCaptchas(world, settings)
  const find = createRouter(geetestRoutes(captchas))
  return {
    name: 'geetest',
    settings,
    issue: captchas.issue,
    redeem: captchas.redeem,
    solve: captchas.solve,
    hosts: geetestHosts,
    async handle(request) {
      const found = find(request)
      if (found.kind === 'route') return found.route.handle(await readCall(request))
      return new Response(null, { status: found.kind === 'nothing' ? 404 : 405 })
    },
  }
}

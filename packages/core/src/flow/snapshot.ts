import { type Challenge, parseChallenge } from '../challenge.ts'
import type { Credential } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { JsonObject } from '../json.ts'
import { readInput } from '../json-reader.ts'
import type { LoginMethod, StopReason } from '../method.ts'
import { type ProgressEvent, parseProgressEvent } from './events.ts'

/** Where a flow stands: the last step of its method, without what it emitted. */
export type Stage<State extends JsonObject = JsonObject, C extends Credential = Credential> =
  | { readonly next: 'poll'; readonly state: State; readonly afterMs: number }
  | { readonly next: 'listen'; readonly state: State }
  | { readonly next: 'ask'; readonly state: State; readonly challenge: Challenge }
  | { readonly next: 'done'; readonly credential: C }
  | { readonly next: 'stop'; readonly reason: StopReason }

/**
 * A flow between two events, as plain JSON. It holds whatever the method needs to go on — keys of the login, and in
 * the end the credential — so keep it as you would keep a password.
 */
export interface FlowSnapshot {
  readonly version: 1
  /** As in `bilibili/web-qr`. */
  readonly method: string
  readonly stage: Stage
  /** What has been shown to the person, to be shown again on resuming. */
  readonly shown: readonly ProgressEvent[]
}

/** The method a snapshot belongs to, before anything else of it is trusted. */
export function readSnapshotMethod(value: unknown): string {
  const reader = readInput(value, 'a flow snapshot')
  if (reader.number('version') > 1) {
    throw new LoginError('this flow snapshot was written by a newer release', {
      code: 'input-invalid',
      hint: { en: 'Update Denglu.', zh: '请升级 Denglu。' },
    })
  }
  return reader.text('method')
}

/**
 * Admits a snapshot of `method`.
 *
 * @throws {LoginError} `input-invalid`
 */
export function parseSnapshot<State extends JsonObject, C extends Credential>(
  value: unknown,
  method: LoginMethod<unknown, State, C>,
  parseCredential: (value: unknown) => C,
): { readonly stage: Stage<State, C>; readonly shown: readonly ProgressEvent[] } {
  const reader = readInput(value, 'a flow snapshot')
  const stage = reader.at('stage')
  return {
    stage: readStage(),
    shown: reader.list('shown').map((event) => parseProgressEvent(event.raw())),
  }

  function readStage(): Stage<State, C> {
    const next = stage.oneOf('next', ['poll', 'listen', 'ask', 'done', 'stop'])
    switch (next) {
      case 'poll':
        return { next, state: method.parseState(stage.raw('state')), afterMs: stage.number('afterMs') }
      case 'listen':
        return { next, state: method.parseState(stage.raw('state')) }
      case 'ask':
        return {
          next,
          state: method.parseState(stage.raw('state')),
          challenge: parseChallenge(stage.raw('challenge')),
        }
      case 'done':
        return { next, credential: parseCredential(stage.raw('credential')) }
      case 'stop':
        return { next, reason: stage.oneOf('reason', ['expired', 'declined']) }
    }
  }
}

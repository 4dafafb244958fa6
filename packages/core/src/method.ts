import type { Answer, Challenge } from './challenge.ts'
import type { Clock } from './clock.ts'
import type { Credential } from './credential.ts'
import type { ProgressEvent } from './flow/events.ts'
import type { HttpClient } from './http/client.ts'
import type { JsonObject } from './json.ts'
import type { Localized } from './localized.ts'
import type { Random } from './random.ts'

/**
 * What a method says after each move: what comes next, and with which state. The state is everything the method needs
 * to carry on, in this process or another: plain JSON, and secret.
 */
export type Step<State extends JsonObject, C extends Credential> =
  /** Ask the service again after `afterMs`. */
  | { readonly next: 'poll'; readonly state: State; readonly afterMs: number; readonly emit?: ProgressEvent }
  /** Wait for what the service pushes. */
  | { readonly next: 'listen'; readonly state: State; readonly emit?: ProgressEvent }
  /** Ask the human. */
  | { readonly next: 'ask'; readonly state: State; readonly challenge: Challenge }
  | { readonly next: 'done'; readonly credential: C }
  | { readonly next: 'stop'; readonly reason: StopReason }

/** Ways a login ends that are nobody's fault. */
export type StopReason = 'expired' | 'declined'

/** What a method is given for each move. Its http already obeys the signal. */
export interface StepContext {
  readonly http: HttpClient
  readonly clock: Clock
  readonly random: Random
  readonly signal: AbortSignal
}

/** One thing a method needs to know before it starts; enough for any face to ask for it. */
export interface InputField {
  readonly label: Localized
  /** Not shown while it is typed. @default false */
  readonly secret?: boolean
  /** May be left out. @default false */
  readonly optional?: boolean
}

/**
 * One way of logging in: a step function over a JSON state. It never sleeps, loops, prints or remembers.
 *
 * A step that throws a retryable {@link LoginError} from `poll` or `listen` is simply taken again, later.
 */
export interface LoginMethod<Input, State extends JsonObject, C extends Credential> {
  /** As in `bilibili/web-qr`. */
  readonly id: string
  readonly title: Localized
  readonly fields: { readonly [K in keyof Input & string]: InputField }
  start(input: Input, context: StepContext): Promise<Step<State, C>>
  poll?(state: State, context: StepContext): Promise<Step<State, C>>
  /** Leaves nothing open when the caller stops reading. */
  listen?(state: State, context: StepContext): AsyncIterable<Step<State, C>>
  answer?(state: State, answer: Answer, context: StepContext): Promise<Step<State, C>>
  /**
   * Admits a state from a snapshot.
   *
   * @throws {LoginError} `input-invalid`
   */
  parseState(value: unknown): State
}

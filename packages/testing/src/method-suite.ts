import type { Answer, Clock, Credential, FlowSnapshot, LoginEvent, LoginFlow, LoginOptions } from '@denglu/core'
import { createEmulator, type Emulator } from '@denglu/emulator'
import { onceEach, play } from './flow-player.ts'
import { createInstantClock, type InstantClock } from './instant-clock.ts'
import { type Interceptor, type Tapped, tap } from './traffic.ts'

/** The part of a provider that the suite drives. */
export interface TestedProvider<C extends Credential> {
  readonly name: string
  login(method: never, ...args: never[]): LoginFlow<C>
  resume(snapshot: FlowSnapshot, options?: LoginOptions): LoginFlow<C>
  parseCredential(value: unknown): C
}

/** Everything a run of a flow takes place in. */
export interface Stage {
  readonly emulator: Emulator
  readonly clock: InstantClock
}

/** One method, and the person who goes through it. */
export interface MethodSuite<C extends Credential> {
  /** Its name within the provider, as `login` takes it. */
  readonly method: string
  readonly input?: unknown
  /** Makes the provider anew, as another process would: nothing may be shared between two of them. */
  createProvider(
    options: { readonly fetch: typeof globalThis.fetch; readonly clock: Clock },
    emulator: Emulator,
  ): TestedProvider<C>
  /** What the person does about an event. */
  human(event: LoginEvent, stage: Stage): Answer | undefined | Promise<Answer | undefined>
  /** Prepares accounts and settings. */
  setUp?(emulator: Emulator): void
  /** Where a method needs more than the emulator's fetch, such as a socket: opened before each run, closed after. */
  open?(emulator: Emulator): Promise<{ close(): Promise<void> }>
}

export interface RunOptions {
  readonly intercept?: Interceptor
  readonly onWait?: (index: number) => void
}

/** One run: a fresh world, in which providers can be made as often as needed. */
export interface Run<C extends Credential> {
  readonly stage: Stage
  readonly tapped: Tapped
  login(options?: LoginOptions): LoginFlow<C>
  resume(snapshot: FlowSnapshot, options?: LoginOptions): LoginFlow<C>
  parseCredential(value: unknown): C
  /** Goes through the login as the person, who does each thing once however often the flow is resumed. */
  play(flow: LoginFlow<C>, before?: (event: LoginEvent<C>) => boolean | undefined): ReturnType<typeof play<C>>
  [Symbol.asyncDispose](): Promise<void>
}

export async function openRun<C extends Credential>(suite: MethodSuite<C>, options: RunOptions = {}): Promise<Run<C>> {
  const clock = createInstantClock()
  const emulator = createEmulator({ clock })
  suite.setUp?.(emulator)
  const opened = await suite.open?.(emulator)
  const stage: Stage = { emulator, clock }
  const tapped = tap(emulator.fetch, options.intercept)
  let waits = 0
  const watched: Clock = {
    now: clock.now,
    wait(ms, signal) {
      options.onWait?.(waits++)
      return clock.wait(ms, signal)
    },
  }
  const create = () => suite.createProvider({ fetch: tapped.fetch, clock: watched }, emulator)
  const human = onceEach((event) => suite.human(event, stage))

  return {
    stage,
    tapped,
    login: (loginOptions = {}) => {
      const args = [suite.method, { ...loginOptions, input: suite.input }] as never[]
      return create().login(...(args as [never]))
    },
    resume: (snapshot, loginOptions) => create().resume(snapshot, loginOptions),
    parseCredential: (value) => create().parseCredential(value),
    play: (flow, before) => play(flow, human, before),
    async [Symbol.asyncDispose]() {
      await opened?.close()
    },
  }
}

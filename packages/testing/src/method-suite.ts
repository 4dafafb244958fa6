import type { Answer, Clock, Credential, FlowSnapshot, LoginEvent, LoginFlow, LoginOptions } from '@denglu/core'
import { createEmulator, type Emulator } from '@denglu/emulator'
import { type Before, onceEach, play } from './flow-player.ts'
import { createInstantClock, type InstantClock } from './instant-clock.ts'
import { losePolls } from './spoil.ts'
import { type Interceptor, type Tapped, tap } from './traffic.ts'

/** The part of a provider that the suite drives. */
export interface TestedProvider<C extends Credential> {
  readonly name: string
  readonly methods: Readonly<Record<string, { readonly poll?: unknown }>>
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
  /** A third of the polls never arrives. @default false */
  readonly losesPolls?: boolean
  /** Sees every wait before it begins; an `'endless'` one ends by an abort, or not at all. */
  readonly onWait?: (index: number) => 'endless' | undefined
}

/** One run: a fresh world, in which providers can be made as often as needed. */
export interface Run<C extends Credential> {
  readonly stage: Stage
  readonly tapped: Tapped
  /** Whether the method knows how to poll at all. */
  readonly polls: boolean
  /** How many polls were lost. */
  readonly lost: () => number
  login(options?: LoginOptions): LoginFlow<C>
  resume(snapshot: FlowSnapshot, options?: LoginOptions): LoginFlow<C>
  parseCredential(value: unknown): C
  /** Goes through the login as the person, who does each thing once however often the flow is resumed. */
  play(flow: LoginFlow<C>, before?: Before<C>): ReturnType<typeof play<C>>
  [Symbol.asyncDispose](): Promise<void>
}

export async function openRun<C extends Credential>(suite: MethodSuite<C>, options: RunOptions = {}): Promise<Run<C>> {
  const clock = createInstantClock()
  const emulator = createEmulator({ clock })
  suite.setUp?.(emulator)
  const opened = await suite.open?.(emulator)
  const stage: Stage = { emulator, clock }
  let current: LoginFlow<C> | undefined
  const loss = losePolls(() => options.losesPolls === true && isPolling(current))
  const tapped = tap(emulator.fetch, (request, index) => loss.intercept() ?? options.intercept?.(request, index))
  let waits = 0
  const watched: Clock = {
    now: clock.now,
    wait(ms, signal) {
      if (options.onWait?.(waits++) === 'endless') return untilAborted(signal)
      return clock.wait(ms, signal)
    },
  }
  const create = () => suite.createProvider({ fetch: tapped.fetch, clock: watched }, emulator)
  const human = onceEach((event) => suite.human(event, stage))

  return {
    stage,
    tapped,
    polls: create().methods[suite.method]?.poll !== undefined,
    lost: loss.count,
    login: (loginOptions = {}) => {
      const args = [suite.method, { ...loginOptions, input: suite.input }] as never[]
      current = create().login(...(args as [never]))
      return current
    },
    resume: (snapshot, loginOptions) => {
      current = create().resume(snapshot, loginOptions)
      return current
    },
    parseCredential: (value) => create().parseCredential(value),
    play: (flow, before) => play(flow, human, before),
    async [Symbol.asyncDispose]() {
      await opened?.close()
    },
  }
}

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) =>
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true }),
  )
}

/** The flow itself says it; before its first event it says nothing. */
function isPolling(flow: LoginFlow | undefined): boolean {
  try {
    return ['poll', 'listen'].includes(flow?.snapshot().stage.next ?? '')
  } catch {
    return false
  }
}

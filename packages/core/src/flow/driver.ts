import { type Answer, parseAnswer } from '../challenge.ts'
import type { Credential } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { JsonObject } from '../json.ts'
import type { LoginMethod, Step, StepContext } from '../method.ts'
import { hideFromInspect } from '../secret.ts'
import { AnswerBox } from './answer-box.ts'
import type { LoginEvent, ProgressEvent } from './events.ts'
import { finishFlow } from './finish.ts'
import type { FinishOptions, LoginFlow, LoginOptions } from './flow.ts'
import { Patience } from './patience.ts'
import type { FlowSnapshot, Stage } from './snapshot.ts'

const defaultPatienceMs = 60_000

/** Where a flow begins: with the input of a new login, or where a snapshot left it. */
export type Beginning<Input, State extends JsonObject, C extends Credential> =
  | { readonly input: Input }
  | { readonly stage: Stage<State, C>; readonly shown: readonly ProgressEvent[] }

/**
 * Turns the steps of a method into a flow: waits, forgives lost polls, obeys the signal, keeps the snapshot, renews
 * an expired code.
 */
export class Driver<Input, State extends JsonObject, C extends Credential> implements LoginFlow<C> {
  readonly method: string
  readonly #method: LoginMethod<Input, State, C>
  readonly #context: StepContext
  readonly #answers = new AnswerBox()
  readonly #patience: Patience
  readonly #input: Input | undefined
  #renewalsLeft: number
  #stage: Stage<State, C> | undefined
  #shown: readonly ProgressEvent[]
  #driven = false

  constructor(
    method: LoginMethod<Input, State, C>,
    beginning: Beginning<Input, State, C>,
    context: StepContext,
    options: LoginOptions,
  ) {
    this.method = method.id
    this.#method = method
    this.#context = context
    this.#patience = new Patience(context.clock, options.patienceMs ?? defaultPatienceMs)
    this.#input = 'input' in beginning ? beginning.input : undefined
    this.#stage = 'stage' in beginning ? beginning.stage : undefined
    this.#shown = 'stage' in beginning ? beginning.shown : []
    this.#renewalsLeft = Object.keys(method.fields).length === 0 ? (options.renew ?? 0) : 0
  }

  snapshot(): FlowSnapshot {
    if (!this.#stage) {
      throw new LoginError('there is nothing to save yet: take the snapshot at the first event', {
        code: 'input-invalid',
        step: this.method,
      })
    }
    const snapshot: FlowSnapshot = { version: 1, method: this.method, stage: this.#stage, shown: this.#shown }
    const copy = structuredClone(snapshot)
    hideFromInspect(copy.stage, `stage of ${this.method}`)
    return hideFromInspect(copy, `snapshot of ${this.method}`)
  }

  answer(answer: Answer): void {
    this.#answers.put(parseAnswer(answer))
  }

  finish(options: FinishOptions<C> = {}): Promise<C> {
    return finishFlow(this, options, { signal: this.#context.signal, answered: (kind) => this.#answers.has(kind) })
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<LoginEvent<C>, void, undefined> {
    if (this.#driven) {
      throw new LoginError('another loop is driving this flow', { code: 'input-invalid', step: this.method })
    }
    this.#driven = true
    try {
      yield* this.#drive()
    } finally {
      this.#driven = false
    }
  }

  async *#drive(): AsyncGenerator<LoginEvent<C>, void, undefined> {
    if (this.#stage) yield* [...this.#shown, ...endingOf(this.#stage)]
    for (;;) {
      this.#context.signal.throwIfAborted()
      const stage = this.#stage
      if (stage?.next === 'done' || stage?.next === 'stop') return
      if (stage?.next === 'listen') yield* this.#listen(stage.state)
      else yield* this.#enter(await this.#move(stage))
    }
  }

  /** The one step that follows `stage`. */
  #move(stage: Exclude<Stage<State, C>, { next: 'listen' | 'done' | 'stop' }> | undefined): Promise<Step<State, C>> {
    if (!stage) return this.#start()
    return stage.next === 'poll' ? this.#poll(stage) : this.#ask(stage)
  }

  #start(): Promise<Step<State, C>> {
    return this.#method.start(this.#input as Input, this.#context)
  }

  async #poll(stage: Stage<State, C> & { next: 'poll' }): Promise<Step<State, C>> {
    const { poll } = this.#method
    if (!poll) throw this.#lacks('poll')
    const { clock, signal } = this.#context
    await clock.wait(stage.afterMs, signal)
    return this.#patiently(() => poll.call(this.#method, stage.state, this.#context))
  }

  /** Takes a step again and again, until it is not lost or patience is at its end. */
  async #patiently(take: () => Promise<Step<State, C>>): Promise<Step<State, C>> {
    for (;;) {
      try {
        const step = await take()
        this.#patience.restore()
        return step
      } catch (error) {
        await this.#patience.forgive(error, this.#context.signal)
      }
    }
  }

  async #ask(stage: Stage<State, C> & { next: 'ask' }): Promise<Step<State, C>> {
    const { answer } = this.#method
    if (!answer) throw this.#lacks('answer')
    const given = await this.#answers.take(stage.challenge.kind, this.#context.signal)
    return answer.call(this.#method, stage.state, given, this.#context)
  }

  /** Follows what the service pushes, until a step that is not `listen`; a dropped connection is made again. */
  async *#listen(state: State): AsyncGenerator<LoginEvent<C>, void, undefined> {
    const { listen } = this.#method
    if (!listen) throw this.#lacks('listen')
    const pushed = listen.call(this.#method, state, this.#context)[Symbol.asyncIterator]()
    try {
      for (;;) {
        const { done, value: step } = await this.#pushed(pushed)
        if (done) return
        this.#patience.restore()
        yield* this.#enter(step)
        if (step.next !== 'listen') return
      }
    } finally {
      await pushed.return?.()
    }
  }

  async #pushed(pushed: AsyncIterator<Step<State, C>>): Promise<IteratorResult<Step<State, C>, unknown>> {
    try {
      const result = await pushed.next()
      if (!result.done) return result
      throw new LoginError('the service closed the channel', {
        code: 'network-failed',
        step: this.method,
        retryable: true,
      })
    } catch (error) {
      await this.#patience.forgive(error, this.#context.signal)
      return { done: true, value: undefined }
    }
  }

  /** Takes a step in: the snapshot is true of it first, then its events go out. */
  async *#enter(taken: Step<State, C>): AsyncGenerator<LoginEvent<C>, void, undefined> {
    let step = taken
    if (step.next === 'stop' && step.reason === 'expired' && this.#renewalsLeft > 0) {
      // Until the new code is there, the snapshot holds the old one: carried on elsewhere, it expires and is renewed there.
      step = await this.#patiently(() => this.#start())
      this.#renewalsLeft--
      this.#shown = []
    }
    const { emit, stage } = split(step)
    if (stage.next === 'done') hideFromInspect(stage.credential, `${stage.credential.provider} credential`)
    this.#stage = stage
    if (emit) {
      this.#shown = emit.type === 'qr-ready' ? [emit] : [...this.#shown, emit]
      yield emit
    }
    yield* endingOf(stage)
  }

  #lacks(move: string): LoginError {
    return new LoginError(`the method asked to ${move}, but does not know how to`, {
      code: 'input-invalid',
      step: this.method,
    })
  }
}

function split<State extends JsonObject, C extends Credential>(
  step: Step<State, C>,
): { stage: Stage<State, C>; emit: ProgressEvent | undefined } {
  if (step.next !== 'poll' && step.next !== 'listen') return { stage: step, emit: undefined }
  const { emit, ...stage } = step
  return { stage, emit }
}

/** The event that a stage stands for by itself. */
function endingOf<C extends Credential>(stage: Stage<JsonObject, C>): readonly LoginEvent<C>[] {
  switch (stage.next) {
    case 'ask':
      return [{ type: 'challenge-raised', challenge: stage.challenge }]
    case 'done':
      return [{ type: 'login-succeeded', credential: stage.credential }]
    case 'stop':
      return [{ type: 'login-failed', reason: stage.reason }]
    default:
      return []
  }
}

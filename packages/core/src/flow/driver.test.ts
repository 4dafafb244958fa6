import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Clock } from '../clock.ts'
import { LoginError } from '../errors/login-error.ts'
import { Driver } from './driver.ts'
import type { LoginEvent } from './events.ts'
import type { LoginFlow, LoginOptions } from './flow.ts'
import { parseSnapshot } from './snapshot.ts'
import {
  ask,
  createToyMethod,
  credential,
  done,
  expired,
  type Move,
  poll,
  pushing,
  show,
  state,
  type ToyCredential,
} from './toy-method.fixture.ts'

const lost = () => new LoginError('lost', { code: 'network-failed', retryable: true })

function setUp(
  moves: Move[],
  options: LoginOptions = {},
  overrides: Parameters<typeof createToyMethod>[1] = {},
  onWait: (ms: number, waits: readonly number[]) => void = () => undefined,
) {
  const waits: number[] = []
  const clock: Clock = {
    now: () => 0,
    wait: async (ms, signal) => {
      waits.push(ms)
      onWait(ms, waits)
      signal?.throwIfAborted()
    },
  }
  const method = createToyMethod(moves, overrides)
  const signal = options.signal ?? new AbortController().signal
  const context = { clock, signal, http: { send: never }, random: { bytes: never } }
  const drive = (beginning: ConstructorParameters<typeof Driver<unknown, { at: number }, ToyCredential>>[1]) =>
    new Driver(method, beginning, context, options)
  const resume = (flow: LoginFlow) =>
    drive(parseSnapshot(JSON.parse(JSON.stringify(flow.snapshot())), method, () => credential))
  return { flow: drive({ input: undefined }), resume, waits, calls: method.calls }
}

function never(): never {
  throw new Error('a toy needs no network')
}

async function types(flow: AsyncIterable<LoginEvent>): Promise<string[]> {
  const seen: string[] = []
  for await (const { type } of flow) seen.push(type)
  return seen
}

async function firstEvent(flow: LoginFlow): Promise<LoginEvent | undefined> {
  for await (const event of flow) return event
  return undefined
}

describe('polling', () => {
  test('keeps the rhythm the method asks for, and ends with the credential', async () => {
    const { flow, waits, calls } = setUp([
      show(1),
      poll(2, 500),
      { ...poll(3), emit: { type: 'qr-scanned' } } as Move,
      done,
    ])
    expect(await types(flow)).toEqual(['qr-ready', 'qr-scanned', 'login-succeeded'])
    expect(waits).toEqual([1_000, 500, 1_000])
    expect(calls).toEqual(['start', 'poll 1', 'poll 2', 'poll 3'])
  })

  test('forgives lost polls with growing waits, and starts afresh once one arrives', async () => {
    const { flow, waits } = setUp([show(1), lost(), lost(), poll(2), lost(), done])
    expect(await flow.finish()).toEqual(credential)
    expect(waits).toEqual([1_000, 1_000, 2_000, 1_000, 1_000])
  })

  test('runs out of patience, and the flow can still be carried on', async () => {
    const { flow, resume, waits } = setUp([show(1), lost(), lost(), lost(), done], { patienceMs: 2_500 })
    await expect(flow.finish()).rejects.toMatchObject({ code: 'network-failed' })
    expect(waits).toEqual([1_000, 1_000, 2_000])
    expect(await types(resume(flow))).toEqual(['qr-ready', 'login-succeeded'])
  })

  test('has patience again when the same flow is carried on', async () => {
    const { flow, waits } = setUp([show(1), lost(), lost(), lost(), lost(), done], { patienceMs: 1_500 })
    await expect(flow.finish()).rejects.toThrow('lost')
    waits.length = 0
    expect(await flow.finish()).toEqual(credential)
    expect(waits).toEqual([1_000, 1_000])
  })

  test.each([
    ['for the next poll', 1],
    ['after a lost one', 2],
  ])('stops waiting %s, with the reason as it came', async (_what, wait) => {
    const controller = new AbortController()
    const reason = { mine: true }
    const { flow, calls } = setUp([show(1), lost(), done], { signal: controller.signal }, {}, (_ms, waits) => {
      if (waits.length === wait) controller.abort(reason)
    })
    await expect(flow.finish()).rejects.toBe(reason)
    expect(calls).toHaveLength(wait)
  })

  test('an abort goes before whatever it made fail', async () => {
    const controller = new AbortController()
    const failing = () => {
      controller.abort('enough')
      throw lost()
    }
    const { flow, waits } = setUp([show(1), failing], { signal: controller.signal })
    await expect(flow.finish()).rejects.toBe('enough')
    expect(waits).toEqual([1_000])
  })

  test('nothing is asked after an abort', async () => {
    const { flow, calls } = setUp([show(1)], { signal: AbortSignal.abort('enough') })
    await expect(flow.finish()).rejects.toBe('enough')
    expect(calls).toEqual([])
  })

  test('does not forgive what trying again cannot mend', async () => {
    const { flow } = setUp([show(1), new LoginError('changed', { code: 'response-unexpected' }), done])
    await expect(flow.finish()).rejects.toThrow('changed')
  })

  test('a start that fails is not tried again behind the back of the caller', async () => {
    const { flow, calls } = setUp([lost(), show(1), done])
    await expect(flow.finish()).rejects.toThrow('lost')
    expect(calls).toEqual(['start'])
    expect(await flow.finish()).toEqual(credential)
  })
})

describe('snapshots', () => {
  test('are true of the event in hand', async () => {
    const { flow } = setUp([show(1), done])
    const next: string[] = []
    for await (const _event of flow) next.push(flow.snapshot().stage.next)
    expect(next).toEqual(['poll', 'done'])
  })

  test('repeat what was shown, also of an ended flow', async () => {
    const moves = [show(1), { ...poll(2), emit: { type: 'qr-scanned', account: { name: 'x' } } } as Move, done]
    const { flow, resume } = setUp(moves)
    await flow.finish()
    const again = await types(resume(flow))
    expect(again).toEqual(['qr-ready', 'qr-scanned', 'login-succeeded'])
    expect(await resume(flow).finish()).toEqual(credential)
  })

  test('do not exist before the first event', () => {
    expect(() => setUp([]).flow.snapshot()).toThrow('there is nothing to save yet')
  })

  test('do not change with the flow', async () => {
    const { flow } = setUp([show(1), done])
    await firstEvent(flow)
    const snapshot = flow.snapshot()
    await flow.finish()
    expect(snapshot.stage.next).toBe('poll')
  })

  test.each([
    ['a stage of another name', { next: 'sleep' }, '`stage.next` should be one of'],
    ['a state that does not fit', { next: 'poll', state: {}, afterMs: 1 }, '`at` should be a number'],
    ['an unknown reason', { next: 'stop', reason: 'bored' }, '`stage.reason` should be one of'],
    [
      'an unknown challenge',
      { next: 'ask', state: state(1), challenge: { kind: 'riddle' } },
      '`kind` should be one of',
    ],
  ])('with %s are refused', (_what, stage, message) => {
    expect(() => parseSnapshot({ stage, shown: [] }, createToyMethod([]), () => credential)).toThrow(message)
  })
})

describe('asking', () => {
  const answer = { kind: 'sms-code', code: '012345' } as const

  test('takes the answer of the handler', async () => {
    const { flow, calls } = setUp([ask, done])
    expect(await flow.finish({ answers: { 'sms-code': async () => answer } })).toEqual(credential)
    expect(calls).toEqual(['start', 'answer 1 sms-code'])
  })

  test('takes an answer given ahead, and only one of the right kind', async () => {
    const { flow, calls } = setUp([ask, done])
    flow.answer({ kind: 'visit-url' })
    flow.answer(answer)
    expect(await flow.finish()).toEqual(credential)
    expect(calls).toEqual(['start', 'answer 1 sms-code'])
  })

  test('takes an answer given while it waits', async () => {
    const { flow } = setUp([ask, done])
    const finished = flow.finish({ answers: { 'sms-code': () => new Promise(() => undefined) } })
    await expect(Promise.race([finished, Promise.resolve('waiting')])).resolves.toBe('waiting')
    const other = setUp([ask, done]).flow
    const iterator = other[Symbol.asyncIterator]()
    await iterator.next()
    const ended = iterator.next()
    other.answer({ kind: 'visit-url' })
    other.answer(answer)
    expect((await ended).value).toMatchObject({ type: 'login-succeeded' })
  })

  test('says what it was asked for when there is no handler', async () => {
    await expect(setUp([ask]).flow.finish()).rejects.toMatchObject({
      code: 'challenge-unhandled',
      message: 'toy/list: the service asks for sms-code, and there is no handler for it',
    })
  })

  test.each([
    ['nothing', undefined, 'this is not an answer: it should be an object'],
    ['a code that is a number', { kind: 'sms-code', code: 12_345 }, '`code` should be a string'],
    ['half a proof', { kind: 'geetest', challenge: 'c' }, '`validate` should be a string'],
    ['no kind of answer', { kind: 'shrug' }, '`kind` should be one of'],
    ['an answer of another kind', { kind: 'visit-url' }, 'asked for sms-code, but was answered with visit-url'],
  ])('takes no handler’s word for it: %s', async (_what, given, message) => {
    const { flow, calls } = setUp([ask, done])
    const finished = flow.finish({ answers: { 'sms-code': () => given as never } })
    await expect(finished).rejects.toMatchObject({ code: 'input-invalid', message: expect.stringContaining(message) })
    expect(calls).toEqual(['start'])
    expect(await flow.finish({ answers: { 'sms-code': () => answer } })).toEqual(credential)
  })

  test('takes no answer that is none', () => {
    expect(() => setUp([ask]).flow.answer({ kind: 'sms-code' } as never)).toThrow('`code` should be a string')
  })

  test('asks again after an answer that was lost on its way', async () => {
    const { flow } = setUp([ask, lost(), done])
    const answers = { 'sms-code': () => answer }
    await expect(flow.finish({ answers })).rejects.toThrow('lost')
    expect(await flow.finish({ answers })).toEqual(credential)
  })

  test('leaves nothing behind on the signal, whether answered or aborted', async () => {
    const controller = new AbortController()
    const { flow } = setUp([ask, ask], { signal: controller.signal })
    const iterator = flow[Symbol.asyncIterator]()
    await iterator.next()
    const asked = iterator.next()
    flow.answer(answer)
    await asked
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
    const waiting = iterator.next()
    setImmediate(() => controller.abort('enough'))
    await expect(waiting).rejects.toBe('enough')
    expect(getEventListeners(controller.signal, 'abort')).toEqual([])
  })

  test('keeps an answer that comes between two questions', async () => {
    const { flow, calls } = setUp([ask, poll(2), ask, done])
    const iterator = flow[Symbol.asyncIterator]()
    await iterator.next()
    const asked = iterator.next()
    await new Promise((resolve) => setImmediate(resolve))
    flow.answer(answer)
    flow.answer({ ...answer, code: '2' })
    await asked
    expect((await iterator.next()).value).toMatchObject({ type: 'login-succeeded' })
    expect(calls).toEqual(['start', 'answer 1 sms-code', 'poll 2', 'answer 1 sms-code'])
  })

  test('stops waiting for a person when aborted', async () => {
    const controller = new AbortController()
    const { flow } = setUp([ask], { signal: controller.signal })
    const finished = flow.finish({ answers: { 'sms-code': () => new Promise(() => undefined) } })
    setTimeout(() => controller.abort('enough'), 5)
    await expect(finished).rejects.toBe('enough')
  })
})

describe('listening', () => {
  const hear = (at: number) => ({ next: 'listen', state: state(at) }) as const

  test('follows what is pushed, and closes the channel', async () => {
    const log: string[] = []
    const groups = [[{ ...hear(2), emit: { type: 'qr-scanned' } } as const, done]]
    const { flow } = setUp([hear(1)], {}, { listen: pushing(groups, log) })
    expect(await types(flow)).toEqual(['qr-scanned', 'login-succeeded'])
    expect(log).toEqual(['open 1', 'close'])
  })

  test('listens again, from the newest state, when the channel closes or breaks', async () => {
    const log: string[] = []
    const { flow, waits } = setUp([hear(1)], {}, { listen: pushing([[hear(2)], [lost()], [done]], log) })
    expect(await flow.finish()).toEqual(credential)
    expect(log).toEqual(['open 1', 'close', 'open 2', 'close', 'open 2', 'close'])
    expect(waits).toEqual([1_000, 2_000])
  })

  test('has patience again once something is pushed', async () => {
    const { flow, waits } = setUp([hear(1)], {}, { listen: pushing([[lost()], [hear(2), lost()], [done]], []) })
    expect(await flow.finish()).toEqual(credential)
    expect(waits).toEqual([1_000, 1_000])
  })

  test('an expired code is forgotten before the new one is shown', async () => {
    const changed = new LoginError('changed', { code: 'response-unexpected' })
    const { flow } = setUp([show(1), expired, hear(2)], { renew: 1 }, { listen: pushing([[changed]], []) })
    await expect(flow.finish()).rejects.toBe(changed)
    expect(flow.snapshot()).toMatchObject({ stage: { next: 'listen', state: state(2) }, shown: [] })
  })

  test('closes the channel when the caller leaves', async () => {
    const log: string[] = []
    const groups = [[{ ...hear(2), emit: { type: 'qr-scanned' } } as const, done]]
    const { flow } = setUp([hear(1)], {}, { listen: pushing(groups, log) })
    expect(await firstEvent(flow)).toEqual({ type: 'qr-scanned' })
    expect(log).toEqual(['open 1', 'close'])
  })
})

describe('ending', () => {
  test('an expired code is renewed as often as asked for, with a fresh qr-ready', async () => {
    const { flow } = setUp([show(1), expired, show(2), expired, show(3), expired], { renew: 2 })
    expect(await types(flow)).toEqual(['qr-ready', 'qr-ready', 'qr-ready', 'login-failed'])
  })

  test('a renewal that is lost is tried again', async () => {
    const { flow, waits } = setUp([show(1), expired, lost(), lost(), show(2), done], { renew: 1 })
    expect(await types(flow)).toEqual(['qr-ready', 'qr-ready', 'login-succeeded'])
    expect(waits).toEqual([1_000, 1_000, 2_000, 1_000])
  })

  test('until the new code is there, the snapshot holds the old one', async () => {
    const moves = [show(1), expired, lost(), expired, show(2), done]
    const { flow, resume, calls } = setUp(moves, { renew: 1, patienceMs: 0 })
    await expect(flow.finish()).rejects.toThrow('lost')
    expect(flow.snapshot().stage).toMatchObject({ next: 'poll', state: state(1) })
    expect(await types(resume(flow))).toEqual(['qr-ready', 'qr-ready', 'login-succeeded'])
    expect(calls).toEqual(['start', 'poll 1', 'start', 'poll 1', 'start', 'poll 2'])
  })

  test('a resumed flow repeats only the code that is valid', async () => {
    const { flow, resume } = setUp([show(1), expired, show(2), done], { renew: 1 })
    let codes = 0
    for await (const { type } of flow) if (type === 'qr-ready' && ++codes === 2) break
    expect(await types(resume(flow))).toEqual(['qr-ready', 'login-succeeded'])
  })

  test('a method that needs input is not begun again by itself', async () => {
    const fields = { phone: { label: { en: 'Phone', zh: '手机号' } } } as never
    expect(await types(setUp([show(1), expired], { renew: 3 }, { fields }).flow)).toEqual(['qr-ready', 'login-failed'])
  })

  test.each([
    ['expired', 'login-expired'],
    ['declined', 'login-declined'],
  ] as const)('finish throws when the login is %s', async (reason, code) => {
    await expect(setUp([{ next: 'stop', reason }]).flow.finish()).rejects.toMatchObject({ code, step: 'toy/list' })
  })

  test('leaving the loop early loses nothing', async () => {
    const { flow, calls } = setUp([show(1), done])
    await firstEvent(flow)
    expect(await types(flow)).toEqual(['qr-ready', 'login-succeeded'])
    expect(calls).toEqual(['start', 'poll 1'])
  })

  test('only one loop may drive a flow at a time', async () => {
    const { flow } = setUp([show(1), done])
    const iterator = flow[Symbol.asyncIterator]()
    await iterator.next()
    await expect(flow.finish()).rejects.toThrow('another loop is driving this flow')
    await iterator.return?.()
    expect(await flow.finish()).toEqual(credential)
  })

  test('what the caller does with an event is awaited, and its error is the caller’s', async () => {
    const { flow } = setUp([show(1), done])
    const failing = flow.finish({ onEvent: () => Promise.reject(new Error('disk full')) })
    await expect(failing).rejects.toThrow('disk full')
    expect(await flow.finish()).toEqual(credential)
  })
})

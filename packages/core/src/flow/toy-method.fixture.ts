import type { Credential } from '../credential.ts'
import { readInput } from '../json-reader.ts'
import type { LoginMethod, Step, StepContext } from '../method.ts'

export type ToyCredential = Credential<'toy'>
type ToyState = { readonly at: number }
type ToyStep = Step<ToyState, ToyCredential>
export type Move = ToyStep | Error | (() => ToyStep | Promise<ToyStep>)

export const credential: ToyCredential = { provider: 'toy', version: 1, userId: '42', issuedAt: 0 }
export const state = (at: number): ToyState => ({ at })
const ready = { type: 'qr-ready', qr: { kind: 'text', text: 'https://toy/qr' }, expiresAt: 9 } as const
export const done: ToyStep = { next: 'done', credential }
export const expired: ToyStep = { next: 'stop', reason: 'expired' }
export const poll = (at: number, afterMs = 1_000): ToyStep => ({ next: 'poll', state: state(at), afterMs })
export const show = (at: number): ToyStep => ({ ...poll(at), emit: ready }) as ToyStep
export const ask: ToyStep = { next: 'ask', state: state(1), challenge: { kind: 'sms-code', sentTo: '138*****000' } }

/** A method that takes its moves from a list, whichever move is asked for. */
export function createToyMethod(
  moves: Move[],
  overrides: Partial<LoginMethod<unknown, ToyState, ToyCredential>> = {},
): LoginMethod<unknown, ToyState, ToyCredential> & { readonly calls: string[] } {
  const calls: string[] = []
  const next = async (call: string): Promise<ToyStep> => {
    calls.push(call)
    const move = moves.shift()
    if (!move) throw new Error(`no move is left for ${call}`)
    if (move instanceof Error) throw move
    return typeof move === 'function' ? move() : move
  }
  return {
    calls,
    id: 'toy/list',
    title: { en: 'A list of moves', zh: '步骤列表' },
    fields: {},
    start: () => next('start'),
    poll: ({ at }) => next(`poll ${at}`),
    answer: ({ at }, answer) => next(`answer ${at} ${answer.kind}`),
    parseState: (value) => ({ at: readInput(value, 'a toy state').number('at') }),
    ...overrides,
  }
}

/** Pushes groups of steps, one group for each time it is listened to; an error in a group is thrown. */
export function pushing(
  groups: (ToyStep | Error)[][],
  log: string[],
): (state: ToyState, context: StepContext) => AsyncIterable<ToyStep> {
  return async function* listen({ at }) {
    log.push(`open ${at}`)
    try {
      for (const step of groups.shift() ?? []) {
        if (step instanceof Error) throw step
        yield step
      }
    } finally {
      log.push('close')
    }
  }
}

import type { Answer, AnswerHandlers, LoginEvent } from '@denglu/core'
import { type BilibiliOptions as EmulatedOptions, createEmulator, type Emulator } from '@denglu/emulator'
import { createInstantClock } from '@denglu/testing'
import { type BilibiliOptions, createBilibili } from '../provider.ts'

/** A person who solves every captcha and reads every text message. */
export function answerAll(event: LoginEvent, emulator: Emulator): Answer | undefined {
  if (event.type !== 'challenge-raised') return undefined
  const { challenge } = event
  if (challenge.kind === 'geetest') return { kind: 'geetest', ...emulator.geetest.solve(challenge.challenge) }
  return { kind: 'sms-code', code: emulator.bilibili.phone.readSms().code }
}

/** A request as it went over the wire. */
export interface Sent {
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  readonly cookie: string
  readonly headers: Headers
}

/** Sees a request before the service does, and may answer in its place. */
export type Intercept = (path: string, sent: Sent) => Response | undefined | Promise<Response | undefined>

/** The service, somebody with an account, and the client. */
export function setUp(emulated: EmulatedOptions = {}, options: BilibiliOptions = {}) {
  const clock = createInstantClock()
  const emulator = createEmulator({ clock, seed: 'person', bilibili: emulated })
  const sent: Sent[] = []
  const create = (intercept: Intercept = () => undefined) =>
    createBilibili({
      clock,
      ...options,
      fetch: async (input, init) => {
        const request = new Request(input, init)
        const { pathname: path } = new URL(request.url)
        const form = Object.fromEntries(new URLSearchParams(await request.clone().text()))
        const one = { path, form, cookie: request.headers.get('cookie') ?? '', headers: request.headers }
        sent.push(one)
        return (await intercept(path, one)) ?? emulator.fetch(request)
      },
    })
  const solve = (challenge: string) => ({ kind: 'geetest', ...emulator.geetest.solve(challenge) }) as const
  const readCode = () => ({ kind: 'sms-code', code: emulator.bilibili.phone.readSms().code }) as const
  const answers: AnswerHandlers = { geetest: ({ challenge }) => solve(challenge), 'sms-code': readCode }
  return {
    clock,
    emulator,
    sent,
    /** The last part of every path that was asked. */
    asked: () => sent.map(({ path }) => path.split('/').slice(-2).join('/')),
    create,
    provider: create(),
    solve,
    readCode,
    answers,
    account: emulator.bilibili.accounts.first,
  }
}

/** What a promise fails with. */
export async function failure(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => 'no failure',
    (error: unknown) => error,
  )
}

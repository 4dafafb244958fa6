import { type Clock, type FlowSnapshot, type LoginEvent, type LoginFlow, systemClock } from '@denglu/core'
import { createEmulator, type Emulator, emulatorMqttUrl, type QQMusicOptions } from '@denglu/emulator'
import type { QQMusicCredential } from './credential.ts'
import { qqmusicApi } from './formats/qqmusic-api.ts'
import { type QQMusicOptions as ClientOptions, createQQMusic, type QQMusicProvider } from './provider.ts'

/** An emulator, and a client of it in this process. */
export interface TestWorld extends AsyncDisposable {
  readonly emulator: Emulator
  readonly service: Emulator['qqmusic']
  readonly qqmusic: QQMusicProvider
  /** The bodies that the client has sent to the gateway, as text. */
  readonly sent: readonly string[]
}

/** Short waits are over at once; only the life of a code takes its time. */
export const hastyClock: Clock = {
  now: systemClock.now,
  wait: (ms, signal) => systemClock.wait(ms > 60_000 ? ms : Math.min(ms, 1), signal),
}

export function openWorld(options: QQMusicOptions = {}, client: ClientOptions = {}): TestWorld {
  const emulator = createEmulator({ qqmusic: { longPollMs: 10, ...options } })
  const sent: string[] = []
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.url.includes('.fcg')) sent.push(await request.clone().text())
    return emulator.fetch(request)
  }
  const qqmusic = createQQMusic({ fetch, clock: hastyClock, ...client })
  return { emulator, service: emulator.qqmusic, qqmusic, sent, [Symbol.asyncDispose]: async () => undefined }
}

/** The same with sockets, as `mobile-qr` needs them. */
export async function openSocketWorld(options: QQMusicOptions = {}, client: ClientOptions = {}): Promise<TestWorld> {
  const { emulator, service } = openWorld(options)
  const server = await emulator.listen()
  const sent: string[] = []
  const qqmusic = createQQMusic({
    fetch: emulator.fetch,
    clock: hastyClock,
    mqttUrl: emulatorMqttUrl(server.origin),
    ...client,
  })
  return { emulator, service, qqmusic, sent, [Symbol.asyncDispose]: () => server.close() }
}

/** The credential that another library has stored, or that the service answers with. */
export function readStored(stored: unknown, now = 0): QQMusicCredential {
  return qqmusicApi.read(typeof stored === 'string' ? stored : JSON.stringify(stored), { now })
}

/** What the service answers to a login, in the order it does. */
export const loginAnswer = {
  openid: '0A1B2C3D4E5F60718293A4B5C6D7E8F9',
  refresh_token: 'RT0123456789ABCDEF',
  access_token: 'AT0123456789ABCDEF',
  expired_at: 1772184000,
  musicid: 123456789,
  musickey: 'Q_H_L_63ExampleExampleExample',
  musickeyCreateTime: 1767000000,
  first_login: 0,
  unionid: 'UID0123456789ABCDEF',
  str_musicid: '123456789',
  encryptUin: 'oKExample7eExample**',
  keyExpiresIn: 259200,
  refresh_key: 'RK0123456789ABCDEF',
  loginType: 2,
  bindAccountType: 0,
  needRefreshKeyIn: 0,
}

/** A flow that stands in the middle. */
export function standingAt(method: string, state: Readonly<Record<string, string | boolean | number>>): FlowSnapshot {
  return { version: 1, method: `qqmusic/${method}`, stage: { next: 'poll', state, afterMs: 0 }, shown: [] }
}

/** Goes through a flow, doing something about each event. */
export async function follow(
  flow: LoginFlow,
  act: (event: LoginEvent) => void | Promise<void> = () => undefined,
): Promise<readonly LoginEvent[]> {
  const events: LoginEvent[] = []
  for await (const event of flow) {
    events.push(event)
    await act(event)
  }
  return events
}

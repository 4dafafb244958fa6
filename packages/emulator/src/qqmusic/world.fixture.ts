import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'
import { parseExactJson } from './exact-json.ts'
import type { QQMusicOptions } from './realm.ts'

type Fields = Readonly<Record<string, unknown>>

/** An item of the gateway's answer. */
export interface Item {
  readonly code: number
  readonly subcode?: number
  readonly data?: Record<string, unknown>
}

export function setUp(options: QQMusicOptions = {}) {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, seed: 1, qqmusic: { longPollMs: 10, ...options } })
  const get = (url: string, headers: Record<string, string> = {}) =>
    emulator.fetch(url, { headers, redirect: 'manual' })
  const send = async (body: unknown, path = 'musicu.fcg', type = 'application/json') => {
    const response = await emulator.fetch(`https://u.y.qq.com/cgi-bin/${path}`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, body: parseExactJson(await response.text()) as Fields }
  }
  /** One call; `music.login.LoginServer` where no module is said. */
  const call = async (method: string, param: Fields, comm: Fields = {}): Promise<Item> => {
    const [name = '', module = 'music.login.LoginServer'] = method.split('@')
    const { body } = await send({ comm, req_0: { module, method: name, param } })
    return (body.req_0 ?? body) as Item
  }
  return { clock, emulator, service: emulator.qqmusic, get, send, call }
}

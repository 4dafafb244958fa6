import { emulatorMqttUrl } from '@denglu/emulator'

/** An emulated service, for clients that do no more than to send their requests elsewhere. */
export interface Service {
  readonly mqttUrl: string
  readonly fetch: typeof globalThis.fetch
  /** Makes one call of the gateway by hand. */
  call(method: string, param: object, comm?: object): Promise<Record<string, string>>
}

export function reachService(origin: string): Service {
  const rerouted = (url: string | URL) => String(url).replace('https://', `${origin}/`)
  return {
    mqttUrl: emulatorMqttUrl(origin),
    fetch: (input, init) =>
      input instanceof Request ? fetch(rerouted(input.url), input) : fetch(rerouted(input), init),
    async call(method, param, comm = {}) {
      const response = await fetch(rerouted('https://u.y.qq.com/cgi-bin/musicu.fcg'), {
        method: 'POST',
        body: JSON.stringify({ comm, req_0: { module: 'music.login.LoginServer', method, param } }),
      })
      const { req_0 } = (await response.json()) as { req_0: { data: Record<string, string> } }
      return req_0.data
    },
  }
}

/** What the official client asks for a code with. */
export const newCode = ['CreateQRCode', { tmeAppID: 'qqmusic', ct: 11, cv: 14090008 }] as const

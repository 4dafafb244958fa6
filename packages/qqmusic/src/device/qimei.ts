import {
  type CallOptions,
  createHttpClient,
  JsonReader,
  type ProviderOptions,
  readJson,
  systemClock,
  systemRandom,
  unexpected,
} from '@denglu/core'
import type { QQMusicDevice } from './device.ts'
import { encryptKey, encryptPayload, qimeiApp, signHeader, signSealed } from './qimei-crypto.ts'
import { renderPayload } from './qimei-payload.ts'

export type QimeiOptions = CallOptions & Pick<ProviderOptions, 'fetch' | 'clock' | 'random'>

const step = 'qqmusic: fetch qimei'

/**
 * Registers a device with the service that numbers Tencent's devices, and gives it back with its numbers. No login
 * needs this; it makes a device look like an installed app.
 *
 * @throws {LoginError} `network-failed` or `response-unexpected`: the device is as good as before.
 * @see docs/services/qqmusic.md#qimei
 */
export async function fetchQimei(device: QQMusicDevice, options: QimeiOptions = {}): Promise<QQMusicDevice> {
  const { clock = systemClock, random = systemRandom, signal, fetch } = options
  const now = clock.now()
  const seconds = String(Math.floor(now / 1_000))
  const hex = () => Buffer.from(random.bytes(8)).toString('hex')
  const secret = hex()
  const sealed = {
    key: encryptKey(secret),
    params: encryptPayload(renderPayload(device, { now, random }), secret),
    seconds,
    nonce: hex(),
    extra: JSON.stringify({ appKey: qimeiApp.key }),
  }
  const { seconds: time, ...parameters } = sealed
  const response = await createHttpClient({ fetch }, clock).send({
    step,
    url: 'https://api.tencentmusic.com/tme/trpc/proxy',
    headers: {
      method: 'GetQimei',
      service: 'trpc.tme_datasvr.qimeiproxy.QimeiProxy',
      appid: qimeiApp.name,
      sign: signHeader(seconds),
      'user-agent': 'QQMusic',
      timestamp: seconds,
    },
    json: { app: 0, os: 1, qimeiParams: { ...parameters, time, sign: signSealed(sealed) } },
    timeoutMs: 5_000,
    signal,
  })
  // JSON within JSON.
  const inner = new JsonReader(parse(readJson(response).text('data')), unexpected(step))
  return { ...device, qimei: inner.text('data.q16'), qimei36: inner.text('data.q36') }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

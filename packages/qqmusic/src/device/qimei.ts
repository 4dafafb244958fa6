import { JsonReader, parseJson, readJson, type StepContext, unexpected } from '@denglu/core'
import type { QQMusicDevice } from './device.ts'
import { encryptKey, encryptPayload, qimeiApp, signHeader, signSealed } from './qimei-crypto.ts'
import { renderPayload } from './qimei-payload.ts'

const step = 'qqmusic: fetch qimei'

/**
 * Registers a device with the service that numbers Tencent's devices, and gives it back with its numbers.
 *
 * @see docs/services/qqmusic.md#qimei
 */
export async function fetchQimei(device: QQMusicDevice, { http, clock, random }: StepContext): Promise<QQMusicDevice> {
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
  const response = await http.send({
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
  })
  // JSON within JSON.
  const inner = new JsonReader(parseJson(readJson(response).text('data')), unexpected(step))
  return { ...device, qimei: inner.text('data.q16'), qimei36: inner.text('data.q36') }
}

import { isLoopback } from '../http/platform-address.ts'
import { brokerHost } from '../qqmusic/hosts.ts'

/**
 * Where the broker of QQ Music is on an emulator in another process: for the client's `mqttUrl`.
 *
 * @param origin of `emulator.listen()`
 * @throws {TypeError} when the origin is not `http` on loopback
 */
export function emulatorMqttUrl(origin: string): string {
  const url = new URL(origin)
  if (url.protocol !== 'http:' || !isLoopback(url.hostname)) {
    throw new TypeError(`an emulator listens on http and loopback, not on ${url.origin}`)
  }
  return `ws://${url.host}/${brokerHost}/ws/handshake`
}

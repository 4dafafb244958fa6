// From the confirmation on the phone to the credential, over sockets on loopback: ours and a bare client take turns.
// Prints the medians as JSON.
import { setTimeout } from 'node:timers/promises'
import { createEmulator } from '@denglu/emulator'
import { createQQMusic } from '@denglu/qqmusic'
import { listenBare } from './bare-client.ts'
import { newCode, reachService } from './service.ts'

const turns = 60
const emulator = createEmulator()
const { phone } = emulator.qqmusic
const server = await emulator.listen()
const service = reachService(server.origin)
const qqmusic = createQQMusic(service)

/** The thumb comes down once the client has had its time to do nothing but listen. */
async function confirmLater(): Promise<number> {
  await setTimeout(20)
  const confirmedAt = performance.now()
  phone.confirm()
  return confirmedAt
}

async function measureOurs(): Promise<number> {
  let confirmed = Promise.resolve(0)
  for await (const event of qqmusic.login('mobile-qr')) {
    if (event.type === 'qr-ready') phone.scan(event.qr)
    if (event.type === 'qr-scanned') confirmed = confirmLater()
    if (event.type === 'login-succeeded') return performance.now() - (await confirmed)
  }
  throw new Error('the login did not succeed')
}

async function measureBare(): Promise<number> {
  const { qrcodeID = '', qrcode = '' } = await service.call(...newCode)
  const listener = await listenBare(service.mqttUrl, qrcodeID)
  phone.scan({ kind: 'image', base64: qrcode.slice(qrcode.indexOf(',') + 1) })
  const confirmedAt = await confirmLater()
  const { cookies } = JSON.parse((await listener.confirmed).toString())
  const param = { musicid: Number(cookies.qqmusic_uin.value), qrCodeID: qrcodeID, token: cookies.qqmusic_key.value }
  const { musickey } = await service.call('Login', param, { tmeLoginType: 6 })
  const tookMs = performance.now() - confirmedAt
  listener.close()
  if (!musickey) throw new Error('the bare client got no key')
  return tookMs
}

const ours: number[] = []
const bare: number[] = []
for (let turn = 0; turn < turns; turn++) {
  bare.push(await measureBare())
  ours.push(await measureOurs())
}
await server.close()

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]
console.log(JSON.stringify({ pushedMs: median(ours), bareMs: median(bare) }))

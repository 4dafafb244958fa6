import { setTimeout } from 'node:timers/promises'
import { type Clock, type QrCode, systemClock } from '@denglu/core'
import { type Emulator, emulatorMqttUrl } from '@denglu/emulator'
import { describeMethod } from '@denglu/testing'
import { createQQMusic } from '../provider.ts'

let qr: QrCode
const origins = new WeakMap<Emulator, string>()

describeMethod({
  method: 'mobile-qr',
  createProvider: (options, emulator) =>
    createQQMusic({ ...options, clock: patient(options.clock), mqttUrl: emulatorMqttUrl(origins.get(emulator) ?? '') }),
  async open(emulator) {
    const server = await emulator.listen()
    origins.set(emulator, server.origin)
    return server
  },
  human(event, { emulator: { qqmusic } }) {
    if (event.type === 'qr-ready') qr = event.qr
    // A person takes a moment; meanwhile a resumed flow, which first shows what it had shown, listens again.
    const act = async (what: 'scan' | 'confirm') => {
      await setTimeout(20)
      await qqmusic.broker.subscribed(qr)
      qqmusic.phone[what](qr)
    }
    if (event.type === 'qr-ready') void act('scan')
    if (event.type === 'qr-scanned') void act('confirm')
    return undefined
  },
})

function patient(clock: Clock): Clock {
  return { now: clock.now, wait: (ms, signal) => (ms > 60_000 ? systemClock : clock).wait(ms, signal) }
}

import type { Random } from '@denglu/core'
import type { QQMusicDevice } from './device.ts'
import { qimeiApp } from './qimei-crypto.ts'

/** Slots of the beacon that hold the moment of the installation. */
const momentSlots: readonly number[] = [1, 2, 13, 14, 17, 18, 21, 22, 25, 26, 29, 30, 33, 34, 37, 38]

/** What the service is told of a device, as JSON. */
export function renderPayload(
  device: QQMusicDevice,
  { now, random }: { readonly now: number; readonly random: Random },
): string {
  const { brand, model, codeName } = device
  const upSeconds = Number(digits(4, random)) + Number(digits(3, random))
  return JSON.stringify({
    androidId: device.androidId,
    platformId: 1,
    appKey: qimeiApp.key,
    appVersion: '14.9.0.8',
    beaconIdSrc: renderBeacon(now, random),
    brand,
    channelId: '10003505',
    cid: '',
    imei: device.imei,
    imsi: '',
    mac: '',
    model,
    networkType: 'unknown',
    oaid: '',
    osVersion: `Android ${device.osRelease},level ${device.sdkLevel}`,
    qimei: '',
    qimei36: '',
    sdkVersion: '1.2.13.6',
    targetSdkVersion: '33',
    audit: '',
    userId: '{}',
    packageId: 'com.tencent.qqmusic',
    deviceType: 'Phone',
    sdkName: '',
    reserved: JSON.stringify({
      harmony: '0',
      clone: '0',
      containe: '',
      oz: 'UhYmelwouA+V2nPWbOvLTgN2/m8jwGB+yUB5v9tysQg=',
      oo: 'Xecjt+9S1+f8Pz2VLSxgpw==',
      kelong: '0',
      uptimes: new Date(now - upSeconds * 1_000).toISOString().slice(0, 19).replace('T', ' '),
      multiUser: '0',
      bod: brand,
      dv: codeName,
      firstLevel: '',
      manufact: brand,
      name: model,
      host: 'se.infra',
      kernel: device.kernel,
    }),
  })
}

function renderBeacon(now: number, random: Random): string {
  const moment = `${new Date(now).toISOString().slice(0, 8)}01${digits(6, random)}.${digits(9, random)}`
  return Array.from({ length: 40 }, (_, index) => {
    const slot = index + 1
    if (momentSlots.includes(slot)) return `k${slot}:${moment};`
    if (slot === 3) return `k3:${'0'.repeat(16)};`
    if (slot === 4) return `k4:${Array.from(random.bytes(16), (byte) => '123456789abcdef'[byte % 15]).join('')};`
    return `k${slot}:${Number(digits(4, random))};`
  }).join('')
}

function digits(length: number, random: Random): string {
  return Array.from(random.bytes(length), (byte) => byte % 10).join('')
}

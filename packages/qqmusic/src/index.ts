export type { Profile } from './api/comm.ts'
export type { MusicCall, MusicCallOptions } from './api/gateway.ts'
export type { QQMusicCredential } from './credential.ts'
export { createDevice, parseDevice, type QQMusicDevice } from './device/device.ts'
export type { SmsInput } from './methods/sms.ts'
export {
  createQQMusic,
  type QQMusicMethods,
  type QQMusicOptions,
  type QQMusicProvider,
  qqmusic,
} from './provider.ts'

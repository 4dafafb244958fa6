export type { Profile } from './api/comm.ts'
export { createMusicRequest, type MusicCall, type MusicCallOptions } from './api/gateway.ts'
export { convertCredential } from './convert-credential.ts'
export type { QQMusicCredential } from './credential.ts'
export { createDevice, parseDevice, type QQMusicDevice } from './device/device.ts'
export { fetchQimei, type QimeiOptions } from './device/qimei.ts'
export type { SmsInput } from './methods/sms.ts'
export {
  createQQMusic,
  type QQMusicMethods,
  type QQMusicOptions,
  type QQMusicProvider,
  qqmusic,
} from './provider.ts'

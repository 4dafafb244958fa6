export type { AppName } from './api/apps.ts'
export type { AppTokens, BilibiliCredential } from './credential.ts'
export {
  type BilibiliMethods,
  type BilibiliOptions,
  type BilibiliProvider,
  bilibili,
  createBilibili,
} from './provider.ts'

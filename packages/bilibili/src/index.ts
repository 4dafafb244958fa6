export type { AppName } from './api/apps.ts'
export type { BilibiliCaptcha, CaptchaKind } from './api/captcha.ts'
export { type Country, type CountryKey, findCountry, searchCountries } from './api/countries.ts'
export type { BilibiliDevice } from './api/device.ts'
export type { AppTokens, BilibiliCredential } from './credential.ts'
export type { PasswordInput } from './methods/password.ts'
export type { SmsInput } from './methods/sms.ts'
export {
  type BilibiliMethods,
  type BilibiliOptions,
  type BilibiliProvider,
  bilibili,
  createBilibili,
} from './provider.ts'

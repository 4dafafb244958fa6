export type { Country } from './api/countries.ts'
export type { AppTokens, BilibiliIntlCredential } from './credential.ts'
export { type Locale, locales } from './locales.ts'
export type { PasswordInput } from './methods/password.ts'
export type { SmsInput } from './methods/sms.ts'
export {
  type BilibiliIntlMethods,
  type BilibiliIntlOptions,
  type BilibiliIntlProvider,
  bilibiliIntl,
  createBilibiliIntl,
} from './provider.ts'

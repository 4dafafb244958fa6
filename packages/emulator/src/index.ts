export type {
  BilibiliAccount,
  BilibiliAccountOptions,
  BilibiliAccounts,
  BilibiliStanding,
  RiskCheckKind,
} from './bilibili/accounts.ts'
export type { BilibiliEmulator, BilibiliOptions } from './bilibili/realm.ts'
export type { BilibiliSession, LoginCookies } from './bilibili/sessions.ts'
export type { BilibiliSettings } from './bilibili/settings.ts'
export type {
  BilibiliIntlAccount,
  BilibiliIntlAccountOptions,
  BilibiliIntlAccounts,
} from './bilibili-intl/accounts.ts'
export type { BilibiliIntlEmulator, BilibiliIntlOptions } from './bilibili-intl/realm.ts'
export type { BilibiliIntlSession, IntlLoginCookies, IntlTokens } from './bilibili-intl/sessions.ts'
export type { BilibiliIntlSettings } from './bilibili-intl/settings.ts'
export { createManualClock, type EmulatorClock, type ManualClock } from './clock.ts'
export { createEmulator, type Emulator, type EmulatorOptions } from './emulator.ts'
export type { Fault, FaultKind, FaultRule, Lost, RequestMatch } from './faults/fault.ts'
export type { FaultHandle, Faults } from './faults/faults.ts'
export type { CaptchaPool, GeetestProof, IssuedCaptcha, Redemption, RedemptionOutcome } from './geetest/captchas.ts'
export type { Geetest } from './geetest/geetest.ts'
export type { GeetestSettings } from './geetest/settings.ts'
export { type EmulatorFetchOptions, emulatorFetch } from './mount/emulator-fetch.ts'
export { emulatorMqttUrl } from './mount/emulator-mqtt-url.ts'
export type { Listening, ListenOptions } from './mount/listen.ts'
export type { PhoneReport } from './mount/phone-desk.ts'
export type { MqttFault, MqttFaultKind, MqttFaultRule, MqttFaults } from './mqtt/mqtt-fault.ts'
export type { Phone, PhoneAccount, PhoneOptions, SeenQr } from './phone/phone.ts'
export { PhoneError, type PhoneErrorReason } from './phone/phone-error.ts'
export type { PhoneNumber, SmsPhone, TextMessage } from './phone/sms-phone.ts'
export type {
  QQMusicAccount,
  QQMusicAccountKind,
  QQMusicAccountOptions,
  QQMusicAccounts,
} from './qqmusic/accounts.ts'
export type { QQMusicApps, QQMusicPhone } from './qqmusic/phones.ts'
export type { QQMusicBroker, QQMusicEmulator, QQMusicOptions } from './qqmusic/realm.ts'
export type { ScriptedAnswer } from './qqmusic/scripted-answers.ts'
export type { QQMusicSession } from './qqmusic/sessions.ts'
export type { QQMusicSettings } from './qqmusic/settings.ts'
export type { QQMusicTextMessage } from './qqmusic/sms.ts'
export type { PhoneScript, QrState } from './world/qr-code.ts'

export {
  type Answer,
  type AnswerOf,
  type Challenge,
  type ChallengeKind,
  type ChallengeOf,
  expectAnswer,
  parseChallenge,
} from './challenge.ts'
export { type Clock, systemClock } from './clock.ts'
export {
  type Cookie,
  cookiesFor,
  hostMatches,
  mergeCookies,
  parseCookie,
  readSetCookie,
  renderCookieHeader,
} from './cookies/cookie.ts'
export { type Credential, type CredentialReport, readCookies, readCredential } from './credential.ts'
export { LoginError, type LoginErrorCode, type LoginErrorOptions } from './errors/login-error.ts'
export { quoteService } from './errors/quote-service.ts'
export { type RefusalReason, ServiceRefusedError, type ServiceRefusedOptions } from './errors/service-refused-error.ts'
export type { LoginEvent, ProgressEvent } from './flow/events.ts'
export type { AnswerHandlers, FinishOptions, LoginFlow, LoginOptions } from './flow/flow.ts'
export { openSnapshot, sealSnapshot } from './flow/seal.ts'
export type { FlowSnapshot, Stage } from './flow/snapshot.ts'
export type { BrowserState, StorageItem } from './formats/browser-state.ts'
export type { CookieFormat } from './formats/cookie-format.ts'
export { cookieFormats } from './formats/cookie-formats.ts'
export { cookieHeader } from './formats/cookie-header.ts'
export { isEncryptedCookieCloud } from './formats/cookiecloud.ts'
export { type CookieCloudKey, decryptCookieCloud, encryptCookieCloud } from './formats/cookiecloud-cipher.ts'
export {
  type CredentialFormat,
  createCookieFormats,
  createOwnFormat,
  type ReadContext,
  type Site,
} from './formats/credential-format.ts'
export { exportCredential } from './formats/export-credential.ts'
export { type Imported, type ImportOptions, importCredential } from './formats/import-credential.ts'
export { isObject, parseJson, parseJsonObject } from './formats/parse-json.ts'
export { plainCookie } from './formats/plain-cookies.ts'
export type { Portable } from './formats/portable.ts'
export { browserUserAgent } from './http/browser-user-agent.ts'
export type { HttpClient, HttpClientOptions, HttpFields, HttpRequest, HttpResponse } from './http/client.ts'
export { type Followed, type FollowOptions, followRedirects } from './http/follow-redirects.ts'
export { createHttpClient } from './http/ky-client.ts'
export { readJson, unexpected } from './http/read-json.ts'
export type { JsonObject, JsonValue } from './json.ts'
export { type Complain, JsonReader, readInput } from './json-reader.ts'
export type { Localized } from './localized.ts'
export type { InputField, LoginMethod, Step, StepContext, StopReason } from './method.ts'
export {
  type CallOptions,
  createContexts,
  defineProvider,
  type EnvironmentOptions,
  type InputOf,
  type LoginArgs,
  type MethodMap,
  type Provider,
  type ProviderDefinition,
  type ProviderOptions,
  type RefreshContext,
  type RefreshOptions,
} from './provider.ts'
export type { QrCode } from './qr-code.ts'
export { type Random, systemRandom } from './random.ts'
export { hideFromInspect } from './secret.ts'
export {
  createSession,
  type Session,
  type SessionEvent,
  type SessionOptions,
  type SessionProvider,
} from './session/session.ts'
export type { CredentialKey, CredentialStore } from './store/credential-store.ts'
export { createMemoryStore } from './store/memory-store.ts'

import { bilibili, createBilibili } from './index.ts'

/** What the compiler refuses; this is never called. */
export const refused = () => [
  // @ts-expect-error a number is wanted
  bilibili.login('sms'),
  // @ts-expect-error and the number is called phone
  bilibili.login('sms', { input: { tel: '13800000000' } }),
  // @ts-expect-error a password is wanted
  bilibili.login('password', { input: { username: 'me@example.com' } }),
  // @ts-expect-error a code has no input
  bilibili.login('web-qr', { input: { phone: '13800000000' } }),
  // @ts-expect-error no such method
  bilibili.login('email'),
  // @ts-expect-error no kind of captcha
  bilibili.fetchCaptcha('register'),
  // @ts-expect-error no app that may ask for a TV code
  createBilibili({ app: 'ios' }),
]

/** And what it takes: a country may be left out. */
export const taken = () => [
  bilibili.login('sms', { input: { phone: '13800000000' } }),
  bilibili.login('sms', { input: { phone: '51234567', country: '852' } }),
]

declare const maybe: { text: string | undefined; number: number | undefined; signal: AbortSignal | undefined }

/** What a caller does not know may be handed on as it is. */
export const handedOn = () => [
  bilibili.login('web-qr', { signal: maybe.signal, renew: maybe.number, patienceMs: maybe.number }),
  bilibili.login('sms', { input: { phone: '13800000000', country: maybe.text } }),
  bilibili.login('tv-qr').finish({ answers: { geetest: undefined }, onEvent: undefined }),
  bilibili.fetchDevice({ ticket: undefined }),
  createBilibili({ userAgent: maybe.text, fetch: undefined, clock: undefined, device: undefined, app: undefined }),
]

/** A question gets an answer of its own kind. */
export const answered = () => [
  // @ts-expect-error a puzzle is not answered with a code
  bilibili.login('tv-qr').finish({ answers: { geetest: () => ({ kind: 'sms-code', code: '1' }) } }),
  // @ts-expect-error a code is text
  bilibili.login('tv-qr').finish({ answers: { 'sms-code': () => ({ kind: 'sms-code', code: 1 }) } }),
  // @ts-expect-error no such question
  bilibili.login('tv-qr').finish({ answers: { code: () => ({ kind: 'sms-code', code: '1' }) } }),
  // @ts-expect-error half of a proof
  bilibili.login('tv-qr').answer({ kind: 'geetest', challenge: 'c' }),
  // @ts-expect-error the credential of another service
  bilibili.refresh({ provider: 'qqmusic', version: 1, userId: '1', issuedAt: 0, cookies: [] }),
]

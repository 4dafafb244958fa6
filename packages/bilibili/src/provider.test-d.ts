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

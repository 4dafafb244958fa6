import { constants, publicEncrypt } from 'node:crypto'
import type { BilibiliOptions } from '../bilibili/realm.ts'
import { createManualClock } from '../clock.ts'
import { createEmulator } from '../emulator.ts'
import { createClient } from './bilibili-client.ts'

export const passport = 'https://passport.bilibili.com/x'
export const buvid = { cookie: 'buvid3=01234567-89AB-CDEF-0123-456789ABCDEF12345infoc' }

type Params = Readonly<Record<string, string | number>>

/** An emulator, and a client that knows how to log in by password and by text message. */
export function setUpLogins(bilibili: BilibiliOptions = {}) {
  const clock = createManualClock()
  const emulator = createEmulator({ clock, seed: 'logins', bilibili })
  const { get, post, nav } = createClient(emulator.fetch)
  const solve = (challenge: string) => emulator.geetest.solve(challenge)

  /** A solved captcha for a login. */
  async function captcha() {
    const { token, geetest } = (await get(`${passport}/passport-login/captcha`)).body.data
    return { token, ...solve(geetest.challenge) }
  }

  /** A solved captcha for a risk check. */
  async function verifyCaptcha() {
    const { recaptcha_token, gee_challenge } = (await post(`${passport}/safecenter/captcha/pre`)).body.data
    const { challenge, validate, seccode } = solve(gee_challenge)
    return { recaptcha_token, gee_challenge: challenge, gee_validate: validate, gee_seccode: seccode }
  }

  async function encrypt(password: string): Promise<string> {
    const { hash, key } = (await get(`${passport}/passport-login/web/key`)).body.data
    return publicEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(hash + password)).toString('base64')
  }

  const account = emulator.bilibili.accounts.first
  return {
    clock,
    emulator,
    account,
    get,
    post,
    nav,
    captcha,
    verifyCaptcha,
    encrypt,
    async logIn(changes: Params = {}) {
      const password = await encrypt(account.password)
      return post(`${passport}/passport-login/web/login`, {
        username: account.phone,
        password,
        ...('token' in changes ? {} : await captcha()),
        ...changes,
      })
    },
    async sendSms(changes: Params = {}, headers: Readonly<Record<string, string>> = buvid) {
      const params = { cid: 86, tel: account.phone, source: 'main_web', ...(await captcha()), ...changes }
      return post(`${passport}/passport-login/web/sms/send`, params, headers)
    },
    submitSms: (captcha_key: string, code: string, changes: Params = {}) =>
      post(`${passport}/passport-login/web/login/sms`, { cid: 86, tel: account.phone, captcha_key, code, ...changes }),
  }
}

import { type CredentialFormat, parseJsonObject, readInput } from '@denglu/core'
import type { BilibiliCredential } from '../credential.ts'
import { fromValues, site } from './site.ts'

/**
 * What its `Credential.from_cookies` makes use of. Not bili_ticket: it has been seen to mistake the ticket for its end.
 */
const used = ['SESSDATA', 'bili_jct', 'DedeUserID', 'DedeUserID__ckMd5', 'sid', 'buvid3', 'buvid4', 'b_nut']

/** Its names for them, and the keyword arguments of its constructor, which people store as well. */
const cookieOf: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...used, 'ac_time_value'].map((name) => [name, name])),
  sessdata: 'SESSDATA',
  dedeuserid: 'DedeUserID',
  dedeuserid_ckmd5: 'DedeUserID__ckMd5',
}

/**
 * The dict of bilibili-api (Python) as JSON: cookies by name, and the refresh token as `ac_time_value`. After a TV login
 * bilibili-api keeps the app's refresh token there; nothing in the dict tells, and only a refresh would find out.
 *
 * @see https://github.com/Nemo2011/bilibili-api/blob/main/bilibili_api/utils/network.py
 */
export const bilibiliApi: CredentialFormat<BilibiliCredential> = {
  id: 'bilibili-api',
  title: { en: 'bilibili-api (Python)', zh: 'bilibili-api（Python）' },
  fileName: 'bilibili-api.json',

  write(credential, now) {
    const { cookies } = site.toState(credential, now)
    const values = new Map(cookies.map(({ name, value }) => [name, value]))
    const dict = {
      ...Object.fromEntries(used.flatMap((name) => (values.has(name) ? [[name, values.get(name)]] : []))),
      // Never the app's: with that one its refresh would fail.
      ...(credential.refreshToken && { ac_time_value: credential.refreshToken }),
    }
    return `${JSON.stringify(dict, null, 2)}\n`
  },

  recognises(text) {
    const { SESSDATA, sessdata } = parseJsonObject(text) ?? {}
    return typeof (SESSDATA ?? sessdata) === 'string'
  },

  read(text, context) {
    const reader = readInput(parseJsonObject(text), 'a dict of bilibili-api')
    const values = Object.entries(cookieOf).flatMap(([name, cookie]) => {
      const value = reader.optional(name, reader.id)
      return value ? [[cookie, value]] : []
    })
    return fromValues(Object.fromEntries(values), context)
  },
}

import { type CredentialFormat, cookieHeader, LoginError } from '@denglu/core'
import { apps } from '../api/apps.ts'
import type { BilibiliCredential } from '../credential.ts'
import { site } from './site.ts'

/**
 * `BBDown.data`, beside the program: the query of the address that a web login used to end at, with semicolons. BBDown
 * sends the whole file as its `Cookie` header, so no line break may end it.
 *
 * @see https://github.com/nilaoda/BBDown/blob/master/BBDown/BBDownLoginUtil.cs
 */
export const bbdown: CredentialFormat<BilibiliCredential> = {
  id: 'bbdown',
  title: { en: 'BBDown', zh: 'BBDown' },
  fileName: 'BBDown.data',
  write: (credential, now) => cookieHeader.write(site.toState(credential, now), now).replaceAll('; ', ';'),
  recognises: (text) => cookieHeader.recognises(text) && /(?:^|;)SESSDATA=/.test(text) && !text.includes('; '),
  read: (text, context) => site.fromState(cookieHeader.read(text, site.domain), context),
}

/**
 * `BBDownTV.data`, beside the program: the access token of the TV app, and nothing else. There is no session in it, so it
 * can be written but not read.
 *
 * @see https://github.com/nilaoda/BBDown/blob/master/BBDown/BBDownLoginUtil.cs
 */
export const bbdownTv: CredentialFormat<BilibiliCredential> = {
  id: 'bbdown-tv',
  title: { en: 'BBDown, TV interface', zh: 'BBDown（TV 接口）' },
  fileName: 'BBDownTV.data',

  write({ app }) {
    // BBDown signs with the key of this app, whichever one the token is of.
    if (app?.appkey === apps['android-tv'].appkey) return `access_token=${app.accessToken}`
    throw new LoginError('BBDown needs the token of the TV app, and this credential has none', {
      code: 'input-invalid',
      hint: {
        en: 'Log in by tv-qr, or add it with `addAppTokens`.',
        zh: '请使用 tv-qr 登录，或通过 addAppTokens 获取。',
      },
    })
  },

  recognises: (text) => /^access_token=\S+$/.test(text.trim()) && !text.includes(';'),

  read() {
    throw new LoginError('a BBDownTV.data holds an access token, but no session', {
      code: 'input-invalid',
      hint: { en: 'Log in by tv-qr instead.', zh: '请改用 tv-qr 登录。' },
    })
  },
}

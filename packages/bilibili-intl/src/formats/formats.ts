import { type CredentialFormat, createCookieFormats, createOwnFormat } from '@denglu/core'
import { type BilibiliIntlCredential, parseCredential } from '../credential.ts'
import { site } from './site.ts'

/** A bare list of cookies does not say whose they are, and bilibili.com uses the same names: `joy_jct` is only used here. */
const ours = /bilibili\.tv|joy_jct/

/** From the most to the least particular: the first one that recognises a text is it. */
export const formats: readonly CredentialFormat<BilibiliIntlCredential>[] = [
  createOwnFormat('bilibili-intl', parseCredential),
  ...createCookieFormats(site).map((format) => ({
    ...format,
    recognises: (text: string) => ours.test(text) && format.recognises(text),
  })),
]

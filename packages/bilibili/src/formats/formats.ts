import { type CredentialFormat, createCookieFormats, createOwnFormat } from '@denglu/core'
import { type BilibiliCredential, parseCredential } from '../credential.ts'
import { bbdown, bbdownTv } from './bbdown.ts'
import { bilibiliApi } from './bilibili-api.ts'
import { biliup } from './biliup.ts'
import { site } from './site.ts'
import { yutto } from './yutto.ts'

/** From the most to the least particular: the first one that recognises a text is it. */
export const formats: readonly CredentialFormat<BilibiliCredential>[] = [
  createOwnFormat('bilibili', parseCredential),
  biliup,
  bilibiliApi,
  yutto,
  bbdownTv,
  bbdown,
  ...createCookieFormats(site),
]

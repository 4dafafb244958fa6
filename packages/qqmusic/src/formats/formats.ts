import { type CredentialFormat, createCookieFormats, createOwnFormat } from '@denglu/core'
import { parseCredential, type QQMusicCredential } from '../credential.ts'
import { qqmusicApi } from './qqmusic-api.ts'
import { site } from './site.ts'

/** From the most to the least particular: the first one that recognises a text is it. */
export const formats: readonly CredentialFormat<QQMusicCredential>[] = [
  createOwnFormat('qqmusic', parseCredential),
  qqmusicApi,
  ...createCookieFormats(site),
]

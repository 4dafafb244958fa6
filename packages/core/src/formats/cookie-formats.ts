import type { CookieFormat } from './cookie-format.ts'
import { cookieHeader } from './cookie-header.ts'
import { cookieCloud } from './cookiecloud.ts'
import { envFile } from './env-file.ts'
import { jsonCookies } from './json-cookies.ts'
import { netscape } from './netscape.ts'
import { playwright } from './playwright.ts'

/** From the most to the least particular: the first one that recognises a text is it. */
export const cookieFormats: readonly CookieFormat[] = [
  playwright,
  cookieCloud,
  jsonCookies,
  netscape,
  cookieHeader,
  envFile,
]

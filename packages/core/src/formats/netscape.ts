import type { Cookie } from '../cookies/cookie.ts'
import { LoginError } from '../errors/login-error.ts'
import type { CookieFormat } from './cookie-format.ts'
import { dottedDomain, requireWritable } from './plain-cookies.ts'

/** Python's reader wants this first line; curl takes it for a comment. */
const firstLine = '# Netscape HTTP Cookie File'

/** Not a comment: before the line of a cookie that scripts may not see. */
const httpOnlyPrefix = '#HttpOnly_'

/**
 * cookies.txt, as curl, yt-dlp, Python and browser extensions read and write it: seven fields with tabs between them.
 *
 * @see https://curl.se/docs/http-cookies.html#cookie-file-format
 * @see https://docs.python.org/3/library/http.cookiejar.html#http.cookiejar.MozillaCookieJar
 */
export const netscape: CookieFormat = {
  id: 'netscape',
  title: { en: 'cookies.txt (Netscape)', zh: 'cookies.txt（Netscape 格式）' },
  fileName: 'cookies.txt',

  write({ cookies }) {
    requireWritable(cookies, /\t/)
    return `${[firstLine, ...cookies.map(writeLine)].join('\n')}\n`
  },

  recognises: (text) =>
    /^# (?:Netscape )?HTTP Cookie File/.test(text) || /^(?:[^\t\n]+\t(?:TRUE|FALSE)\t){2}/im.test(text),

  read: (text) => ({ cookies: text.split(/\r?\n/).flatMap(readLine) }),
}

function writeLine(cookie: Cookie): string {
  const fields = [
    dottedDomain(cookie),
    flag(!cookie.hostOnly),
    cookie.path,
    flag(cookie.secure),
    // A cookie without an end has 0 here. Python would like the field empty, but then curl would miscount the fields.
    cookie.expiresAt === undefined ? 0 : Math.floor(cookie.expiresAt / 1_000),
    cookie.name,
    cookie.value,
  ]
  return `${cookie.httpOnly ? httpOnlyPrefix : ''}${fields.join('\t')}`
}

function flag(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}

function readLine(line: string, index: number): readonly Cookie[] {
  const httpOnly = line.startsWith(httpOnlyPrefix)
  const rest = httpOnly ? line.slice(httpOnlyPrefix.length) : line
  if (rest.trim() === '' || rest.startsWith('#')) return []
  // Editors like to trim the last tab of a cookie without a value.
  const [domain = '', wide, path, secure, expires, name, value = '', ...surplus] = rest.split('\t')
  if (name === undefined || surplus.length > 0) throw malformed(index + 1)
  if (name === '') return []
  const seconds = Number(expires)
  return [
    {
      name,
      value,
      domain: domain.replace(/^\./, '').toLowerCase(),
      hostOnly: wide?.toUpperCase() !== 'TRUE' && !domain.startsWith('.'),
      path: path || '/',
      ...(seconds > 0 && { expiresAt: Math.round(seconds * 1_000) }),
      secure: secure?.toUpperCase() === 'TRUE',
      httpOnly,
    },
  ]
}

function malformed(lineNumber: number): LoginError {
  return new LoginError(`line ${lineNumber} of this cookies.txt does not have seven fields`, {
    code: 'input-invalid',
    hint: {
      en: 'The fields are separated by tabs, which copying from a page turns into spaces: save the file itself.',
      zh: '各字段须以制表符分隔；从网页复制时制表符会变成空格，请直接保存文件。',
    },
  })
}

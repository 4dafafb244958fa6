import type { CookieFormat } from './cookie-format.ts'
import { plainCookie, requireWritable } from './plain-cookies.ts'

const assignment = /^\s*(?:export\s+)?([A-Za-z_]\w*)=(.*)$/

/**
 * One `NAME=value` line for each cookie: for `. file` in a shell and the env files of Node and Docker. Cookies whose
 * name no shell variable can have are left out.
 */
export const envFile: CookieFormat = {
  id: 'env',
  title: { en: 'Environment variables', zh: '环境变量' },
  fileName: 'cookies.env',

  write({ cookies }) {
    const variables = cookies.filter(({ name }) => /^[A-Za-z_]\w*$/.test(name))
    requireWritable(variables, /\n/)
    // The comment makes it more than one line, which a header never is.
    return `${['# Cookies', ...variables.map(({ name, value }) => `${name}=${quote(value)}`)].join('\n')}\n`
  },

  recognises(text) {
    const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
    return lines.length > 0 && lines.every((line) => assignment.test(line))
  },

  read: (text, domain) => ({
    cookies: text.split(/\r?\n/).flatMap((line) => {
      const [, name, value = ''] = assignment.exec(line) ?? []
      return name ? [plainCookie(name, unquote(value), domain)] : []
    }),
  }),
}

/** Docker takes quotes for part of the value, so there are none where none are needed. */
function quote(value: string): string {
  if (/^[\w%*,.:/@+=~^-]*$/.test(value)) return value
  return `'${value.replaceAll("'", `'\\''`)}'`
}

/** Puts the pieces of a shell word together, each quoted in its own way, up to the first blank outside of quotes. */
function unquote(word: string): string {
  const piece = /'([^']*)'|"((?:\\.|[^"\\])*)"|\\(.)|([^\s'"\\]+)/y
  let value = ''
  for (let found = piece.exec(word); found; found = piece.exec(word)) {
    const [, single, double, escaped, bare] = found
    value += single ?? double?.replace(/\\(["$\\`])/g, '$1') ?? escaped ?? bare ?? ''
  }
  return value
}

import { type Clock, systemClock } from '../clock.ts'
import type { Credential } from '../credential.ts'
import { LoginError } from '../errors/login-error.ts'
import type { Portable } from './portable.ts'

/**
 * Writes a credential down for another tool. The format is always named: nothing secret leaves by default.
 *
 * @returns the whole file, as secret as the credential
 * @throws {LoginError} `input-invalid` when there is no such format, or the credential lacks what the tool needs.
 *
 * @example
 * await writeFile('cookies.txt', exportCredential(bilibili, credential, 'netscape'), { mode: 0o600 })
 */
export function exportCredential<C extends Credential>(
  { name, formats, parseCredential }: Pick<Portable<C>, 'name' | 'formats' | 'parseCredential'>,
  credential: C,
  formatId: string,
  { clock = systemClock }: { readonly clock?: Clock } = {},
): string {
  const format = formats.find(({ id }) => id === formatId)
  // Callers without types may hand over the credential of another service.
  if (format) return format.write(parseCredential(credential), clock.now())
  const ids = formats.map(({ id }) => id)
  throw new LoginError(`${name} has no format of the name ${JSON.stringify(formatId)}`, {
    code: 'input-invalid',
    hint: { en: `Choose one of ${ids.join(', ')}.`, zh: `可选格式：${ids.join('、')}。` },
  })
}

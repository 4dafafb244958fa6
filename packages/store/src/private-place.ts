import type { Stats } from 'node:fs'
import { quote, unavailable } from './store-errors.ts'

/** Windows guards files by lists, not modes: there the user's own profile folder is what keeps others out. */
const hasModes = process.platform !== 'win32'

/** Others could read or replace what lies here, or do already. */
export function requirePrivate(path: string, stats: Stats): void {
  if (!hasModes) return
  const owner = process.geteuid?.()
  if (stats.uid !== owner) {
    throw unavailable(`${path} belongs to another user (uid ${stats.uid}, you are ${owner})`, {
      en: `Run as that user, or take it over if it is yours: sudo chown -R "$(id -u)" ${quote(path)}`,
      zh: `请以该用户身份运行；若确属本人，请执行：sudo chown -R "$(id -u)" ${quote(path)}`,
    })
  }
  if ((stats.mode & 0o077) === 0) return
  const mend = `chmod ${stats.isDirectory() ? 700 : 600} ${quote(path)}`
  throw unavailable(`${path} is open to other users (mode ${(stats.mode & 0o777).toString(8)})`, {
    en: `Others may have read it. Close it with: ${mend}`,
    zh: `其他用户可能已读取。请执行：${mend}`,
  })
}

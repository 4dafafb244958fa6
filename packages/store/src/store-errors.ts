import { type Localized, LoginError } from '@denglu/core'

const full: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG']

/** The store cannot be used as it is; `hint` names what mends it. */
export function unavailable(message: string, hint: Localized, cause?: unknown): LoginError {
  return new LoginError(message, { code: 'store-unavailable', hint, ...(cause === undefined ? {} : { cause }) })
}

/** Runs `work` on `path`, turning what the system refuses into a `store-unavailable` that says what to do. */
export async function trying<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw unavailable(`${path} cannot be used (${code})`, hintFor(code, path), error)
  }
}

/** `ENOENT` and its like. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : undefined
}

function hintFor(code: string, path: string): Localized {
  if (full.includes(code)) {
    return {
      en: 'The disk is full. What was stored before is intact. Free some space, then try again.',
      zh: '磁盘空间不足，原有内容未受影响。请腾出空间后重试。',
    }
  }
  if (code === 'ENAMETOOLONG') return { en: 'Choose a shorter directory.', zh: '请改用路径更短的目录。' }
  return {
    en: `Look at the owner and the mode, and whether the disk is read-only: ls -ld ${quote(path)}`,
    zh: `请检查属主与权限，以及磁盘是否只读：ls -ld ${quote(path)}`,
  }
}

/** A path as a shell takes it. */
export function quote(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`
}

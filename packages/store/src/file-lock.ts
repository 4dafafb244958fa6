import { open } from 'node:fs/promises'
import type { Clock } from '@denglu/core'
import { trying, unavailable } from './store-errors.ts'

const retryAfterMs = 50

export interface FileLockOptions {
  readonly clock: Clock
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

/**
 * Runs `work` while this is the only holder of the lock at `path`, in this process and all others.
 *
 * It is the kernel's own lock on an open file: however the holder ends, `kill -9` included, it is free at that moment,
 * so there is no lock to grow stale, and none to be stolen from a holder that was only suspended. The empty file stays:
 * removing it would let two processes lock two files of one name.
 */
export async function withFileLock<T>(
  path: string,
  work: () => Promise<T>,
  { clock, timeoutMs, signal }: FileLockOptions,
): Promise<T> {
  signal?.throwIfAborted()
  const { tryLock } = await loadLocks()
  const file = await trying(path, () => open(path, 'a', 0o600))
  try {
    for (let waitedMs = 0; !tryLock(file.fd); waitedMs += retryAfterMs) {
      if (waitedMs >= timeoutMs) throw busy(path)
      await clock.wait(retryAfterMs, signal)
    }
    return await work()
  } finally {
    // Closing gives the lock back.
    await file.close()
  }
}

/** A native addon, prebuilt for the usual platforms; loaded by the first lock. */
async function loadLocks() {
  try {
    return await import('fs-native-extensions')
  } catch (cause) {
    throw unavailable(
      `no file locks for ${process.platform}-${process.arch}`,
      {
        en: 'Reinstall Denglu on this machine. If this stays, its platform is not supported: please report it.',
        zh: '请在本机重新安装 Denglu；若仍出现，则暂不支持该平台，请反馈。',
      },
      cause,
    )
  }
}

function busy(path: string) {
  return unavailable(`${path} is held by another process`, {
    en: 'Another program is working on this account. Wait until it is done, then try again.',
    zh: '另一个程序正在操作此账号，请待其完成后重试。',
  })
}

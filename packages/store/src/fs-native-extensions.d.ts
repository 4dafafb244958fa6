declare module 'fs-native-extensions' {
  /** Whether the lock was granted: an exclusive one on the whole file. */
  export function tryLock(fd: number): boolean
}

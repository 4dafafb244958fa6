/** Loaded at its first use: it would take half the time that importing this package takes. */
export function nodeCrypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto')
}

export { defaultDirectory } from './default-directory.ts'
export { type Keyring, systemKeyring } from './encryption/keyring.ts'
export type { Encryption } from './encryption/vault.ts'
export { createFileStore, type FileStore, type FileStoreOptions } from './file-store.ts'

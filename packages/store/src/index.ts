export { defaultDirectory } from './default-directory.ts'
export { createFileStore, type FileStore, type FileStoreOptions } from './file-store.ts'

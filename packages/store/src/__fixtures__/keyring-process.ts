// A process with the system's own keyring: `node keyring-process.ts <write|read> <directory>`.
import { createFileStore } from '../index.ts'

const key = { provider: 'bilibili', userId: '1' }
const [what, directory = ''] = process.argv.slice(2)
const store = createFileStore({ directory, encryption: 'required' })
if (what === 'write') await store.write({ ...key, version: 1, issuedAt: 7 })
else process.stdout.write(JSON.stringify(await store.read(key)))

// Keeps a login fresh: logs in once, stores the credential, and from then on asks the session for one that is good now. It
// renews early, shares one refresh among all processes, and tells when the person must log in again.
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bilibili } from '@denglu/bilibili'
import { createSession } from '@denglu/core'
import { renderTerminal } from '@denglu/qr'
import { createFileStore } from '@denglu/store'

// A real program leaves the directory out, and shares the accounts of the `denglu` command.
const store = createFileStore({ directory: mkdtempSync(join(tmpdir(), 'denglu-example-')), encryption: 'off' })

const credential = await bilibili.login('web-qr', { renew: 2 }).finish({
  onEvent: async (event) => {
    if (event.type === 'qr-ready') console.log(await renderTerminal(event.qr))
  },
})
await store.write(credential)

const session = createSession({
  provider: bilibili,
  store,
  account: credential.userId,
  onEvent: (event) => console.log(event.type === 'expired' ? 'Please log in again.' : event.type),
})

// Before each use, however long after:
const { expiresAt = 0 } = await session.credential()
console.log(`Good until ${new Date(expiresAt).toDateString()}, and renewed long before.`)

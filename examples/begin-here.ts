// Begins a login and leaves it to another process: run `finish-there.ts` afterwards. A web server would do the same
// between two requests, with the snapshot in its own storage.
import { writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bilibili } from '@denglu/bilibili'
import { renderTerminal } from '@denglu/qr'

const flow = bilibili.login('web-qr')

for await (const event of flow) {
  if (event.type !== 'qr-ready') continue
  console.log(await renderTerminal(event.qr))
  break
}

// The snapshot is as secret as a password: only this user may read it.
const file = join(tmpdir(), 'denglu-example-snapshot.json')
writeFileSync(file, JSON.stringify(flow.snapshot()), { mode: 0o600 })
console.log('The login waits in a file. Scan the code, then run finish-there.ts.')

// Finishes the login that `begin-here.ts` began, in another process.
import { readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bilibili } from '@denglu/bilibili'

const file = join(tmpdir(), 'denglu-example-snapshot.json')
const flow = bilibili.resume(JSON.parse(readFileSync(file, 'utf8')))

const credential = await flow.finish({
  onEvent: (event) => console.log(event.type),
})
rmSync(file)
console.log(`Logged in until ${new Date(credential.expiresAt ?? 0).toDateString()}.`)

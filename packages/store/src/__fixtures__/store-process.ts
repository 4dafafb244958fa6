// A process of its own that uses a store: `node store-process.ts <what> <directory> [count]`.
import type { Credential } from '@denglu/core'
import { createFileStore } from '../index.ts'

const key = { provider: 'bilibili', userId: '1' }
const [what, directory = '', count = '0'] = process.argv.slice(2)
const store = createFileStore({ directory })

switch (what) {
  // Adds one to the stored number, `count` times, each time under the lock.
  case 'count':
    for (let turn = 0; turn < Number(count); turn++) {
      await store.lock(key, async () => {
        const stored = (await store.read(key)) as Credential
        await store.write({ ...stored, issuedAt: stored.issuedAt + 1 })
      })
    }
    break
  // Takes the lock, says so, and keeps it until it is killed.
  case 'hold':
    await store.lock(key, async () => {
      process.stdout.write('held\n')
      await new Promise((resolve) => setTimeout(resolve, 60_000))
    })
    break
  // Writes large credentials until it is killed, each of one repeated letter.
  case 'write':
    for (let turn = 0; ; turn++) {
      const filling = 'abcdefgh'.charAt(turn % 8).repeat(200_000)
      await store.write({ ...key, version: 1, issuedAt: 0, filling } as Credential)
      if (turn === 0) process.stdout.write('writing\n')
    }
  // Tries one write of `count` bytes and says how it went.
  case 'write-once':
    // A write beyond `ulimit -f` is refused instead of ending the process.
    process.on('SIGXFSZ', () => {})
    await store
      .write({ ...key, version: 1, issuedAt: 0, filling: 'x'.repeat(Number(count)) } as Credential)
      .then(
        () => ({ outcome: 'written' }),
        ({ code, hint, message }) => ({ outcome: code, hint, message }),
      )
      .then((outcome) => process.stdout.write(`${JSON.stringify(outcome)}\n`))
}

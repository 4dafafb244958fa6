import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type BilibiliCredential, createBilibili } from '@denglu/bilibili'
import { createEmulator, createManualClock } from '@denglu/emulator'
import { createFileStore } from '@denglu/store'
import type { Death, RefresherTask } from './refresher.ts'

/** Somebody who is logged in, with the credential in a store on disk and the service on loopback. */
export async function openHousehold(method: 'web-qr' | 'tv-qr' = 'web-qr') {
  const directory = mkdtempSync(join(tmpdir(), 'denglu-trial-'))
  const clock = createManualClock()
  const emulator = createEmulator({
    clock,
    bilibili: { correspondKey: 'own', phone: { scanAfterMs: 0, confirmAfterMs: 0 } },
  })
  const { origin, close } = await emulator.listen()
  const bilibili = createBilibili({ fetch: emulator.fetch, clock })
  const credential = await bilibili.login(method).finish()
  const store = createFileStore({ directory, encryption: 'off' })
  await store.write(credential)
  const key = { provider: 'bilibili', userId: credential.userId }
  const read = async (): Promise<BilibiliCredential> => bilibili.parseCredential(await store.read(key))

  return {
    emulator,
    account: emulator.bilibili.accounts.first,
    read,
    check: async () => (await bilibili.check(await read())).status,
    /** Runs one refresh in a process of its own. */
    async refresh(death?: Death) {
      const { correspondPublicKey } = emulator.bilibili
      const task: RefresherTask = {
        origin,
        directory,
        userId: credential.userId,
        correspondKey: correspondPublicKey,
        ...(death && { death }),
      }
      const script = join(import.meta.dirname, 'refresher.ts')
      const child = spawn(process.execPath, ['--conditions=@denglu/source', script, JSON.stringify(task)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const [printed, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'exit')])
      return { code, signal, counts: printed && JSON.parse(printed) }
    },
    async [Symbol.asyncDispose]() {
      await close()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

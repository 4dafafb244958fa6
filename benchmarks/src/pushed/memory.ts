// `node --expose-gc memory.ts ours|bare`: a thousand logins in one process listen for their scan; prints as JSON how
// many MB the process then takes. Each kind has a process of its own, and the service another one.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { newCode, reachService, type Service } from './service.ts'

const logins = 1_000
const together = 20

const emulator = fork(new URL('./emulator.ts', import.meta.url))
const [origin] = await once(emulator, 'message')
const service = reachService(origin)
const kinds = { ours: prepareOurs, bare: prepareBare }
const listen = await kinds[process.argv[2] === 'bare' ? 'bare' : 'ours'](service)

// Kept, as a program would keep what it waits for.
const listening: unknown[] = []
for (let begun = 0; begun < logins; begun += together)
  listening.push(...(await Promise.all(Array.from({ length: together }, listen))))
for (let round = 0; round < 5; round++) {
  await setTimeout(100)
  globalThis.gc?.()
}
console.log(JSON.stringify({ listening: listening.length, megabytes: process.memoryUsage.rss() / 1e6 }))
process.exit()

async function prepareOurs({ mqttUrl, fetch }: Service): Promise<() => Promise<unknown>> {
  const { createQQMusic } = await import('@denglu/qqmusic')
  const qqmusic = createQQMusic({ mqttUrl, fetch })
  return async () => {
    const { promise: shown, resolve } = Promise.withResolvers<void>()
    const finished = qqmusic.login('mobile-qr').finish({ onEvent: () => resolve() })
    await shown
    // In a list, because it is not to be waited for.
    return [finished]
  }
}

async function prepareBare({ mqttUrl, call }: Service): Promise<() => Promise<unknown>> {
  const { listenBare } = await import('./bare-client.ts')
  return async () => listenBare(mqttUrl, (await call(...newCode)).qrcodeID ?? '')
}

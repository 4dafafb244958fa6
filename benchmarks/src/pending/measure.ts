// Run with --expose-gc. Ten thousand logins in one process wait for a scan; prints what they cost, as JSON.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createBilibili } from '@denglu/bilibili'
import { emulatorFetch } from '@denglu/emulator'
import { inBatches, Turnstile } from './turnstile.ts'

const logins = 10_000
const together = 64

const service = fork(new URL('./emulator.ts', import.meta.url))
const [origin] = await once(service, 'message')
const rerouted = (url: string | URL) => String(url).replace('https://', `${origin}/`)

// While they wait, requests are only sent elsewhere; after that, the emulator's fetch also keeps up appearances.
let send: typeof fetch = (input, init) =>
  input instanceof Request ? fetch(rerouted(input.url), input) : fetch(rerouted(input), init)
const turnstile = new Turnstile()
const bilibili = createBilibili({ clock: turnstile, fetch: (input, init) => send(input, init) })
const texts: string[] = []
let succeeded = 0
let failed = 0

function begin(): void {
  bilibili
    .login('web-qr')
    .finish({
      onEvent: (event) => void (event.type === 'qr-ready' && event.qr.kind === 'text' && texts.push(event.qr.text)),
    })
    .then(
      () => succeeded++,
      () => failed++,
    )
    .finally(() => turnstile.back())
}

const starts = Array.from({ length: logins }, () => begin)
// The first few pay for what is loaded and compiled once.
await turnstile.admit(starts.slice(0, together))
await turnstile.round(together)
const before = heap()
for (const batch of inBatches(starts.slice(together), together)) await turnstile.admit(batch)
const kilobytes = (heap() - before) / (logins - together) / 1_000

const pollUrls = texts.map((text) => {
  const key = new URL(text).searchParams.get('qrcode_key')
  return rerouted(
    `https://passport.bilibili.com/x/passport-login/web/qrcode/poll?qrcode_key=${key}&source=main-fe-header`,
  )
})
/** What anybody would write by hand, with a deadline, so that no poll hangs for ever. */
async function pollBare(): Promise<void> {
  for (const batch of inBatches(pollUrls, together))
    await Promise.all(
      batch.map(async (url) => {
        const response = await fetch(url, {
          headers: { 'user-agent': 'Mozilla/5.0' },
          signal: AbortSignal.timeout(15_000),
        })
        const { data } = (await response.json()) as { data: { code: number } }
        if (data.code !== 86101) throw new Error(`the bare loop was told ${data.code}`)
      }),
    )
}

// The two take turns; the quickest turn of each counts, because whatever else the machine does can only add.
const bare: number[] = []
const flows: number[] = []
for (let turn = 0; turn < 5; turn++) {
  bare.push(await cpuMs(pollBare))
  flows.push(await cpuMs(() => turnstile.round(together)))
}

service.send(texts)
await once(service, 'message')
send = emulatorFetch(origin)
while (succeeded + failed < logins) await turnstile.round(together)
service.disconnect()

console.log(
  JSON.stringify({ kilobytes, floorMs: Math.min(...bare), flowsMs: Math.min(...flows), missed: logins - succeeded }),
)

function heap(): number {
  globalThis.gc?.()
  return process.memoryUsage().heapUsed
}

async function cpuMs(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1_000
}

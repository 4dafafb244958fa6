import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createEmulator } from '@denglu/emulator'
import { expect, test } from 'vitest'

const program = join(import.meta.dirname, '../__fixtures__/flow-process.ts')

/** The life of a code and the patience of a connection are far longer than this. */
const soonMs = 3_000

/** Runs the program; each line it tells is given to `onLine`. Resolves when it has ended by itself. */
async function run(
  [origin, what, stdin = '']: readonly [origin: string, what: string, stdin?: string],
  onLine: (line: { readonly type?: string } & Record<string, unknown>) => void = () => undefined,
) {
  const child = spawn(process.execPath, ['--conditions=@denglu/source', program, origin, what], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  child.stdin.end(stdin)
  const lines: string[] = []
  let lastLineAt = 0
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line)
    lastLineAt = performance.now()
    onLine(JSON.parse(line))
  })
  const code = await new Promise((resolve) => child.once('close', resolve))
  return { code, lines, lingeredMs: performance.now() - lastLineAt }
}

test('a login begun in one process is finished in another', { timeout: 30_000 }, async () => {
  const { qqmusic, listen } = createEmulator()
  await using server = await listen()

  const begun = await run([server.origin, 'begin'])
  expect(begun).toMatchObject({ code: 0 })
  expect(begun.lingeredMs).toBeLessThan(soonMs)
  await expect.poll(() => qqmusic.broker.connections).toBe(0)

  const [snapshot = ''] = begun.lines
  const [shown] = JSON.parse(snapshot).shown
  const phone = qqmusic.broker.subscribed(shown.qr).then(() => {
    qqmusic.phone.scan(shown.qr)
    qqmusic.phone.confirm()
  })
  const finished = await run([server.origin, 'resume', snapshot])
  await phone
  expect(finished).toMatchObject({ code: 0 })
  expect(finished.lingeredMs).toBeLessThan(soonMs)
  const userId = qqmusic.accounts.list()[0]?.userId
  expect(JSON.parse(finished.lines[0] ?? '')).toMatchObject({ provider: 'qqmusic', userId })
  await expect.poll(() => qqmusic.broker.connections).toBe(0)
})

test.each([
  ['is declined', undefined, 'login-failed'],
  ['is refused', { kind: 'refuse', on: 'connect', reason: 0x87 }, 'refused'],
] as const)('a process whose login %s ends by itself', { timeout: 30_000 }, async (_how, fault, last) => {
  const { qqmusic, listen } = createEmulator()
  await using server = await listen()
  if (fault) qqmusic.broker.faults.add(fault)
  const ended = await run([server.origin, 'abort:never'], (event) => {
    if (event.type === 'qr-ready') qqmusic.phone.decline(JSON.parse(JSON.stringify(event.qr)))
  })
  expect(ended.lines.at(-1)).toContain(last)
  expect(ended).toMatchObject({ code: 0 })
  expect(ended.lingeredMs).toBeLessThan(soonMs)
  await expect.poll(() => qqmusic.broker.connections).toBe(0)
})

test.each([
  ['while it waits for CONNACK', 'abort:400', { kind: 'silence', on: 'connect' }],
  ['while it waits for SUBACK', 'abort:400', { kind: 'silence', on: 'subscribe' }],
  ['while it is sent from server to server', 'abort:400', { kind: 'drop', after: 'connack' }],
  ['while it waits for a scan', 'abort:qr-ready', undefined],
  ['while it waits for the confirmation', 'abort:qr-scanned', undefined],
  ['during the exchange', 'abort:qr-scanned', 'slow-exchange'],
] as const)('a process that stops %s ends by itself', { timeout: 30_000 }, async (_when, what, fault) => {
  const { qqmusic, faults, listen } = createEmulator()
  await using server = await listen()
  if (typeof fault === 'object') qqmusic.broker.faults.add(fault)
  const stopped = await run([server.origin, what], (event) => {
    if (event.type === 'qr-ready' && what !== 'abort:qr-ready') qqmusic.phone.scan(JSON.parse(JSON.stringify(event.qr)))
    if (event.type === 'qr-scanned' && fault === 'slow-exchange') {
      faults.add({ kind: 'latency', delayMs: 60_000, match: { host: 'u.y.qq.com' } })
      qqmusic.phone.confirm()
    }
  })
  expect(JSON.parse(stopped.lines.at(-1) ?? '')).toEqual({ type: 'aborted' })
  expect(stopped).toMatchObject({ code: 0 })
  expect(stopped.lingeredMs).toBeLessThan(soonMs)
  await expect.poll(() => qqmusic.broker.connections).toBe(0)
})

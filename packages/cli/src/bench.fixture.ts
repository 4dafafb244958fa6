import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { createBilibili } from '@denglu/bilibili'
import { systemClock } from '@denglu/core'
import { createEmulator, type Emulator, type EmulatorOptions } from '@denglu/emulator'
import { createFileStore, type FileStore } from '@denglu/store'
import { expect } from 'vitest'
import { findSecrets } from './secrets.fixture.ts'

// A test that runs out of time never comes to its end, but its children do.
const alive = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

const main = join(import.meta.dirname, 'main.ts')

/** The command as a shell runs it, without a build. */
export const denglu: readonly string[] = [process.execPath, '--conditions=@denglu/source', main]

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface RunOptions {
  readonly input?: string
  /** `open`: nothing more comes, and no end either. @default 'ended' */
  readonly stdin?: 'open' | 'ended'
  readonly env?: NodeJS.ProcessEnv
}

/**
 * An emulator on loopback, a home of its own, and the real command as child processes. In the end everything is taken
 * away, and it fails if a secret was printed.
 */
export interface Bench extends AsyncDisposable {
  readonly emulator: Emulator
  readonly origin: string
  readonly home: string
  /** What the command stores in while it talks to the emulator. */
  readonly store: FileStore
  readonly env: NodeJS.ProcessEnv
  start(args: readonly string[], options?: RunOptions): ChildProcess
  /** Runs the command to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ran>
  /** Logs in without the command, and stores the account. */
  logIn(): Promise<string>
  /** From now on this must not be printed either. */
  keepSecret(...secrets: readonly string[]): void
  /** Remembers what was printed elsewhere than in the children. */
  saw(text: string): void
}

export async function openBench(options: EmulatorOptions = {}): Promise<Bench> {
  const emulator = createEmulator(options)
  const { origin, close } = await emulator.listen()
  const home = mkdtempSync(join(tmpdir(), 'denglu-cli-'))
  const store = createFileStore({ directory: join(home, 'emulator'), encryption: 'off' })
  // Every test starts the same sources: what node makes of them is kept, and starting takes a third of the time.
  const NODE_COMPILE_CACHE = join(import.meta.dirname, '../node_modules/.cache/compiled')
  const env = {
    NODE_COMPILE_CACHE,
    PATH: process.env.PATH,
    HOME: home,
    DENGLU_HOME: home,
    DENGLU_EMULATOR: origin,
    LANG: 'C.UTF-8',
  }
  const children: ChildProcess[] = []
  const secrets = new Set<string>()
  let printed = ''

  const bench: Bench = {
    emulator,
    origin,
    home,
    store,
    env,
    start(args, { env: more = {} } = {}) {
      const [node = '', ...rest] = denglu
      const child = spawn(node, [...rest, ...args], { env: { ...env, ...more } })
      children.push(child)
      alive.add(child)
      child.once('exit', () => alive.delete(child))
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => bench.saw(String(chunk)))
      return child
    },
    async run(args, { input = '', stdin = 'ended', ...how } = {}) {
      const child = bench.start(args, how)
      child.stdin?.write(input)
      if (stdin === 'ended') child.stdin?.end()
      const { stdout, stderr } = child
      if (!stdout || !stderr) throw new Error('no pipes')
      const [[code], out, err] = await Promise.all([once(child, 'close'), text(stdout), text(stderr)])
      await remember()
      return { code, stdout: out, stderr: err }
    },
    async logIn() {
      // Nobody waits: the phone is faster than the first question.
      const clock = { ...systemClock, wait: async () => {} }
      const flow = createBilibili({ fetch: emulator.fetch, clock }).login('web-qr')
      const credential = await flow.finish({
        onEvent: (event) => void (event.type === 'qr-ready' && emulator.bilibili.phone.confirm(event.qr)),
      })
      await store.write(credential)
      await remember()
      return credential.userId
    },
    keepSecret(...more) {
      for (const secret of more) secrets.add(secret)
    },
    saw(more) {
      printed += more
    },
    async [Symbol.asyncDispose]() {
      for (const child of children) child.kill('SIGKILL')
      await close()
      // A shell that has just been ended may be writing still.
      rmSync(home, { recursive: true, force: true, maxRetries: 10 })
      expect([...secrets].filter((secret) => printed.includes(secret))).toEqual([])
    },
  }

  /** Collects what must never be printed, while it can still be found. */
  async function remember(): Promise<void> {
    const { bilibili, bilibiliIntl, qqmusic } = emulator
    const people = [...bilibili.accounts.list(), ...bilibiliIntl.accounts.list()]
    const sessions = [...people.map((account) => account.sessions()), qqmusic.sessions()]
    bench.keepSecret(...findSecrets(sessions))
    for (const key of await store.list().catch(() => []))
      bench.keepSecret(...findSecrets(await store.read(key).catch(() => undefined)))
  }
  return bench
}

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Reply, Task, Told } from './task.ts'

const child = new URL('./child.ts', import.meta.url).pathname

/** A running process, and what it tells. */
export interface Started {
  readonly told: AsyncIterableIterator<Told>
  reply(reply: Reply): void
  /** `kill -9`: no handler runs, nothing is flushed. */
  kill(): Promise<void>
}

export function start(task: Task): Started {
  const env = { ...process.env, DENGLU_TASK: JSON.stringify(task) }
  const running = spawn(process.execPath, ['--conditions=@denglu/source', child], {
    env,
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const exited = once(running, 'exit')
  return {
    told: readTold(running.stdout),
    reply: (reply) => running.stdin.write(`${JSON.stringify(reply)}\n`),
    async kill() {
      running.kill('SIGKILL')
      await exited
    },
  }
}

async function* readTold(stream: NodeJS.ReadableStream): AsyncIterableIterator<Told> {
  for await (const line of createInterface({ input: stream })) yield JSON.parse(line)
}

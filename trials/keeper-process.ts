import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { KeeperTask, Outcome, Tick } from './keeper.ts'

/** A keeper in a process of its own. */
export interface Keeper {
  /** Tells it the time, and gives what came of using the credential then. */
  use(now: number): Promise<Outcome['outcome'] | 'killed'>
  /** `kill -9`, and resolves when it is gone. */
  kill(): Promise<void>
}

/** Starts one, and waits until it is there. With a full disk, no file of it may grow beyond a few bytes. */
export async function startKeeper(task: KeeperTask, disk: 'roomy' | 'full' = 'roomy'): Promise<Keeper> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'keeper.ts'), [JSON.stringify(task)], {
    execArgv: ['--conditions=@denglu/source'],
    env: { ...process.env, DENGLU_TRIAL_NODE: process.execPath },
    ...(disk === 'full' && { execPath: join(import.meta.dirname, 'node-on-full-disk') }),
  })
  const exited = once(child, 'exit')
  let answer: (outcome: Outcome['outcome'] | 'killed') => void = () => undefined
  child.on('message', ({ outcome }: Outcome) => answer(outcome))
  child.on('exit', () => answer('killed'))
  child.on('error', () => answer('killed'))
  await once(child, 'message')
  return {
    use: (now) =>
      new Promise((resolve) => {
        answer = resolve
        if (child.connected) child.send({ now } satisfies Tick)
        else resolve('killed')
      }),
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

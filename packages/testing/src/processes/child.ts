// A process that drives one flow against an emulator elsewhere, and may be killed at any time.
import { createInterface } from 'node:readline'
import { type Clock, systemClock } from '@denglu/core'
import { emulatorFetch } from '@denglu/emulator'
import type { TestedProvider } from '../method-suite.ts'
import type { Reply, Task, Told } from './task.ts'

const task: Task = JSON.parse(process.env.DENGLU_TASK ?? '{}')
// The rhythm is kept, but nobody waits for it.
const clock: Clock = { now: systemClock.now, wait: (ms, signal) => systemClock.wait(ms / 20, signal) }

const module = await import(task.module)
const provider: TestedProvider<never> = module[task.factory]({
  ...task.options,
  clock,
  fetch: emulatorFetch(task.origin),
})
const args = [task.method, { input: task.input }] as never[]
const flow = task.snapshot ? provider.resume(task.snapshot) : provider.login(...(args as [never]))
const replies = createInterface({ input: process.stdin })[Symbol.asyncIterator]()

for await (const event of flow) {
  const told: Told = { event, snapshot: flow.snapshot() }
  process.stdout.write(`${JSON.stringify(told)}\n`)
  const { value } = await replies.next()
  const { answer }: Reply = JSON.parse(value ?? '{}')
  if (answer) flow.answer(answer)
}
process.exit()

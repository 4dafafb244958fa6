import { once } from 'node:events'
import { createInterface } from 'node:readline'
import type { Bench, RunOptions } from './bench.fixture.ts'

/** Writes lines to the command, and reads the lines it answers with. */
export function converse(bench: Bench, args: readonly string[], options: RunOptions = {}) {
  const child = bench.start(args, options)
  const { stdin, stdout } = child
  if (!stdin || !stdout) throw new Error('no pipes')
  const lines = createInterface({ input: stdout })[Symbol.asyncIterator]()
  const read = async () => JSON.parse((await lines.next()).value ?? 'null')
  return {
    child,
    write: (line: string) => void stdin.write(`${line}\n`),
    read,
    async readUntil(type: string) {
      for (;;) {
        const line = await read()
        if (line === null || line.type === type) return line
      }
    },
    ended: once(child, 'close').then(([code]) => code),
  }
}

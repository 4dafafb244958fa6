import { spawnSync } from 'node:child_process'

const warmUps = 5
const rounds = 41

/**
 * The median wall time in ms of starting Node with each list of arguments. The lists take turns, so that whatever else
 * the machine is doing touches all of them alike.
 */
export function timeSpawns<Name extends string>(
  lists: Record<Name, readonly string[]>,
  cwd: string,
): Record<Name, number> {
  const names = Object.keys(lists) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = -warmUps; round < rounds; round++)
    for (const name of names) {
      const ms = timeSpawn(lists[name], cwd)
      if (round >= 0) times[name].push(ms)
    }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<Name, number>
}

function timeSpawn(args: readonly string[], cwd: string): number {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}\n${stderr}`)
  return performance.now() - startedAt
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

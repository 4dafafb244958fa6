import { spawnSync } from 'node:child_process'

const rounds = 50

/**
 * The wall time in ms of starting Node with each list of arguments: the quickest of many, because whatever else the
 * machine does can only add. The lists take turns, so that it touches all of them alike.
 */
export function timeSpawns<Name extends string>(
  lists: Record<Name, readonly string[]>,
  cwd: string,
): Record<Name, number> {
  const best = Object.fromEntries(Object.keys(lists).map((name) => [name, Number.POSITIVE_INFINITY]))
  for (let round = 0; round < rounds; round++)
    for (const [name, args] of Object.entries<readonly string[]>(lists))
      best[name] = Math.min(best[name] ?? 0, timeSpawn(args, cwd))
  return best as Record<Name, number>
}

function timeSpawn(args: readonly string[], cwd: string): number {
  const startedAt = performance.now()
  const { status, stderr } = spawnSync(process.execPath, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}\n${stderr}`)
  return performance.now() - startedAt
}

import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { denglu, openBench } from './bench.fixture.ts'

const rounds = 9

/** How long a program takes from start to end, in ms. */
function time(args: readonly string[], env: NodeJS.ProcessEnv): number {
  const startedAt = performance.now()
  const { status } = spawnSync(process.execPath, args, { env })
  expect(status).toBe(0)
  return performance.now() - startedAt
}

// Whatever else this computer does can only make it slower: one good run tells.
test('--version takes at most twice as long as node that does nothing', { retry: 3 }, async () => {
  await using bench = await openBench()
  const command = [...denglu.slice(1), '--version']
  const bare: number[] = []
  const version: number[] = []
  // By turns, so that whatever else this computer does meets both. The first round warms up.
  for (let round = 0; round <= rounds; round++) {
    const times = [time(['-e', '0'], bench.env), time(command, bench.env)] as const
    if (round === 0) continue
    bare.push(times[0])
    version.push(times[1])
  }

  expect(Math.min(...version)).toBeLessThan(2 * Math.min(...bare))
})

test('--version and -V say the version of the package, in any place', async () => {
  await using bench = await openBench()
  const { version } = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

  for (const args of [['--version'], ['-V'], ['login', '--version']])
    expect(await bench.run(args)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' })
})

test('a reader that stops reading is no error', async () => {
  await using bench = await openBench()
  const command = denglu.map((word) => `'${word}'`).join(' ')

  const { stdout, stderr } = spawnSync(
    'bash',
    ['-o', 'pipefail', '-c', `${command} export --json | head -c 1; echo " $?"`],
    {
      env: bench.env,
      encoding: 'utf8',
    },
  )

  expect(stdout).toBe('{ 0\n')
  expect(stderr).toBe('')
})

test('what is long arrives whole in a pipe that is read slowly', async () => {
  await using bench = await openBench()
  const command = denglu.map((word) => `'${word}'`).join(' ')

  const { stdout } = spawnSync('bash', ['-c', `${command} login --help | (sleep 0.5; cat)`], {
    env: bench.env,
    encoding: 'utf8',
  })

  expect(stdout).toContain('SIGTERM')
  expect(stdout.trimEnd().endsWith('/denglu')).toBe(true)
})

// Prints each figure beside its floor, measured in this run on packages installed from their tarballs.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { installPackages } from '../../scripts/install.ts'
import { packPackages } from '../../scripts/pack.ts'
import { run } from '../../scripts/run.ts'
import { type Figure, isKept, renderRow } from './figure.ts'
import { measureInstall } from './install.ts'
import { timeSpawns } from './spawn.ts'

/** What the install of one provider may be. The 44 packages of `mqtt` are most of QQ Music's. */
const providers = {
  '@denglu/bilibili': { packages: 4, megabytes: 1.2 },
  '@denglu/bilibili-intl': { packages: 4, megabytes: 1.2 },
  '@denglu/qqmusic': { packages: 50, megabytes: 10 },
}

const tarballs = packPackages()
const figures = [
  ...Object.entries(providers).flatMap(([name, limits]) => measureProvider(name, limits)),
  ...measureCommand(),
  ...measurePending(),
  ...measurePushed(),
]
console.table(figures.map(renderRow))
if (!figures.every(isKept)) process.exitCode = 1

function measureProvider(name: string, limits: { packages: number; megabytes: number }): Figure[] {
  return installed(name, (folder) => {
    const { packages, megabytes } = measureInstall(folder)
    const { bare, imported } = timeSpawns(
      { bare: ['--input-type=module', '-e', '0'], imported: ['--input-type=module', '-e', `import '${name}'`] },
      folder,
    )
    return [
      { what: `import ${name}`, unit: 'ms', measured: imported, bar: { kind: 'over-floor', floor: bare, limit: 12 } },
      {
        what: `install ${name}`,
        unit: 'packages',
        measured: packages,
        bar: { kind: 'at-most', limit: limits.packages },
      },
      { what: `install ${name}`, unit: 'MB', measured: megabytes, bar: { kind: 'at-most', limit: limits.megabytes } },
    ]
  })
}

function measureCommand(): Figure[] {
  return installed('@denglu/cli', (folder) => {
    const { bare, version } = timeSpawns(
      { bare: ['-e', '0'], version: ['node_modules/.bin/denglu', '--version'] },
      folder,
    )
    return [
      { what: 'denglu --version', unit: 'ms', measured: version, bar: { kind: 'times-floor', floor: bare, limit: 2 } },
    ]
  })
}

function measurePending(): Figure[] {
  const printed = run(process.execPath, ['--expose-gc', join(import.meta.dirname, 'pending/measure.ts')])
  const { kilobytes, flowsMs, floorMs, missed } = JSON.parse(printed)
  return [
    { what: 'a login waiting for its scan', unit: 'KB', measured: kilobytes, bar: { kind: 'at-most', limit: 12 } },
    {
      what: '10,000 polls, CPU',
      unit: 'ms',
      measured: flowsMs,
      bar: { kind: 'times-floor', floor: floorMs, limit: 1.5 },
    },
    { what: 'confirmations missed', unit: 'logins', measured: missed, bar: { kind: 'at-most', limit: 0 } },
  ]
}

function measurePushed(): Figure[] {
  const program = (file: string, ...args: string[]) =>
    JSON.parse(run(process.execPath, ['--expose-gc', join(import.meta.dirname, 'pushed', file), ...args]))
  const { pushedMs, bareMs } = program('latency.ts')
  const [ours, bare] = ['ours', 'bare'].map((kind) => program('memory.ts', kind).megabytes)
  return [
    {
      what: `confirmed on the phone → credential (bare client: ${bareMs.toFixed(1)} ms)`,
      unit: 'ms',
      measured: pushedMs,
      bar: { kind: 'at-most', limit: 50 },
    },
    {
      what: 'a process with 1,000 MQTT listeners',
      unit: 'MB',
      measured: ours,
      bar: { kind: 'times-floor', floor: bare, limit: 2 },
    },
  ]
}

function installed(name: string, measure: (folder: string) => Figure[]): Figure[] {
  const folder = installPackages([name], tarballs)
  try {
    return measure(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

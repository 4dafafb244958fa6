#!/usr/bin/env node
import { readVersion } from './version.ts'

const args = process.argv.slice(2)

// The version is asked for by scripts, again and again: nothing else is loaded for it.
if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(`${readVersion()}\n`)
} else {
  const { runProcess } = await import('./run.ts')
  await runProcess(args)
}

#!/usr/bin/env node
import { readVersion } from './version.ts'

const args = process.argv.slice(2)

// The version is asked for by scripts, again and again, and completion by a person with a finger on the key: each loads
// what it takes, and nothing else.
if (args[0] === '--version' || args[0] === '-V') {
  process.stdout.write(`${readVersion()}\n`)
} else if (args[0] === '__complete') {
  const { completeWords } = await import('./completion/complete.ts')
  await completeWords(args.slice(1), process)
} else {
  const { runProcess } = await import('./run.ts')
  await runProcess(args)
}

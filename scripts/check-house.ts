// The house rules: what this repository asks of its own code that no linter knows. `pnpm check` runs it.
import { join } from 'node:path'
import { findProblems } from './house/rules.ts'
import { readHouse } from './house/tree.ts'

const house = readHouse(join(import.meta.dirname, '..'))
const problems = findProblems(house)
for (const problem of problems) console.error(problem)
console.log(`House rules: ${house.sources.length} files, ${problems.length} problems.`)
if (problems.length > 0) process.exitCode = 1

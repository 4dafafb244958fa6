import { codeRules } from './code-rules.ts'
import { importRules } from './import-rules.ts'
import { manifestRules } from './manifest-rules.ts'
import type { Rule } from './rule.ts'
import type { House } from './tree.ts'

/** Everything the house asks of its own code that no linter knows. */
const rules: Readonly<Record<string, Rule>> = { ...importRules, ...codeRules, ...manifestRules }

/** Every problem in the house, as `path:line  message`. */
export function findProblems(house: House): string[] {
  return Object.entries(rules).flatMap(([name, rule]) =>
    rule(house).map(({ path, line, message }) => `${path}${line ? `:${line}` : ''}  ${message}  (${name})`),
  )
}

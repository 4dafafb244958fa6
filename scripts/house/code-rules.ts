import { type MemberExpression, Visitor, type VisitorObject } from 'oxc-parser'
import type { Problem, Rule } from './rule.ts'
import { entriesOf, type Source } from './tree.ts'

const clocks = ['packages/core/src/clock.ts', 'packages/emulator/src/clock.ts']

/** What cannot be read cannot be judged. */
const sourcesParse: Rule = (house) =>
  house.sources.flatMap(({ path, syntaxErrors }) => syntaxErrors.map((message) => ({ path, message })))

/** State lives in values that are passed along, never in a module. */
const noModuleState: Rule = (house) =>
  house.sources
    .filter(({ isPackage, isTest }) => isPackage && !isTest)
    .flatMap(({ path, program, lineOf }) =>
      program.body
        .map((node) => (node.type === 'ExportNamedDeclaration' ? (node.declaration ?? node) : node))
        .filter((node) => node.type === 'VariableDeclaration' && (node.kind === 'let' || node.kind === 'var'))
        .map(({ start }) => ({ path, line: lineOf(start), message: 'module-level let: pass the value along instead' })),
    )

/** The time comes from a clock, so that a test can read the rhythm instead of waiting for it. */
const timeIsAnArgument: Rule = (house) =>
  house.sources
    .filter(({ path, isPackage, isTest }) => isPackage && !isTest && !clocks.includes(path))
    .flatMap((source) =>
      visit(source, (report) => ({
        MemberExpression: (node) => {
          if (isMember(node, 'Date', 'now')) report(node, 'the time comes from a clock, not from Date.now')
        },
        NewExpression: (node) => {
          if (node.callee.type === 'Identifier' && node.callee.name === 'Date' && node.arguments.length === 0)
            report(node, 'the time comes from a clock, not from new Date()')
        },
      })),
    )

/** Chance is an argument too, and what is secret needs better chance than this. */
const noMathRandom: Rule = (house) =>
  house.sources.flatMap((source) =>
    visit(source, (report) => ({
      MemberExpression: (node) => {
        if (isMember(node, 'Math', 'random')) report(node, 'Math.random: take a random source as an argument')
      },
    })),
  )

/** What can be imported of a package is a list of names: read at a glance, and kept under snapshot. */
const entriesListNames: Rule = (house) => {
  const entries = entriesOf(house).map(({ path }) => path)
  return house.sources
    .filter(({ path }) => entries.includes(path))
    .flatMap(({ path, program, lineOf }) =>
      program.body
        .filter((node) => node.type !== 'ExportNamedDeclaration' || !node.source)
        .map(({ start }) => ({
          path,
          line: lineOf(start),
          message: "an entry only says export { name } from './file.ts'",
        })),
    )
}

type Report = (node: { start: number }, message: string) => void

function visit({ path, program, lineOf }: Source, visitor: (report: Report) => VisitorObject): Problem[] {
  const problems: Problem[] = []
  new Visitor(visitor((node, message) => problems.push({ path, line: lineOf(node.start), message }))).visit(program)
  return problems
}

/** Whether a node is `object.property` or `object['property']`. */
function isMember({ object, property }: MemberExpression, objectName: string, propertyName: string): boolean {
  if (object.type !== 'Identifier' || object.name !== objectName) return false
  return property.type === 'Identifier'
    ? property.name === propertyName
    : 'value' in property && property.value === propertyName
}

export const codeRules = {
  'sources-parse': sourcesParse,
  'no-module-state': noModuleState,
  'time-is-an-argument': timeIsAnArgument,
  'no-math-random': noMathRandom,
  'entries-list-names': entriesListNames,
}

import type { House } from './tree.ts'

/** What a rule found. A rule that finds nothing is kept. */
export interface Problem {
  readonly path: string
  readonly line?: number
  readonly message: string
}

export type Rule = (house: House) => readonly Problem[]

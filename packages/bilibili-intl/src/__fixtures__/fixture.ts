import { readFileSync } from 'node:fs'
import type { Reply } from '@denglu/testing'

/** A recorded answer by its name, such as `qr/created`. Values that would be secret are invented. */
export function fixture(name: string): Reply {
  return JSON.parse(readFileSync(`${import.meta.dirname}/${name}.json`, 'utf8'))
}

export function fixtures(...names: readonly string[]): readonly Reply[] {
  return names.map(fixture)
}

/** Half a year before the session of the recorded answers ends. */
export const recordedAt = 1_790_000_000_000 - 15_552_000_000

import { distance } from 'fastest-levenshtein'

/** The name that was probably meant, or `undefined` when none is near. */
export function suggest(given: string, names: readonly string[]): string | undefined {
  const ranked = names.map((name) => ({ name, away: distance(given, name) })).sort((a, b) => a.away - b.away)
  const [nearest] = ranked
  return nearest && nearest.away <= Math.max(1, Math.floor(nearest.name.length / 3)) ? nearest.name : undefined
}

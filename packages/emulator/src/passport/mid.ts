/**
 * The id for a new account: the one that was asked for, or the next free one from `first` on.
 *
 * @throws {RangeError} when the one asked for is taken, or is no positive integer
 */
export function claimMid(
  taken: ReadonlyMap<number, unknown>,
  { asked, first }: { readonly asked: number | undefined; readonly first: number },
): number {
  let mid = asked ?? first
  if (asked === undefined) while (taken.has(mid)) mid += 1
  if (!Number.isSafeInteger(mid) || mid <= 0) throw new RangeError('a mid is a positive integer')
  if (taken.has(mid)) throw new RangeError(`mid ${mid} is taken`)
  return mid
}

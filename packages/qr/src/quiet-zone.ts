export interface QuietZoneOptions {
  /**
   * Light modules around the code, at least 2. The standard asks for 4; phones read 2, where room is short.
   *
   * @default 4
   */
  readonly quietZone?: number
}

/** @throws RangeError when the quiet zone is not a whole number from 2 to 32. */
export function checkQuietZone({ quietZone = 4 }: QuietZoneOptions): number {
  return checkInteger('quietZone', quietZone, 2, 32)
}

/** @throws RangeError */
export function checkInteger(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value
  throw new RangeError(`${name} is a whole number from ${least} to ${most}, not ${value}`)
}

/** One line of the table: what was measured, beside its floor, against its bar. */
export interface Figure {
  readonly what: string
  readonly unit: 'ms' | 'KB' | 'MB' | 'packages' | 'logins'
  readonly measured: number
  readonly bar: Bar
}

/** The most a figure may be: in itself, or against a floor that was measured in the same run, without us. */
export type Bar =
  | { readonly kind: 'at-most'; readonly limit: number }
  | { readonly kind: 'over-floor'; readonly floor: number; readonly limit: number }
  | { readonly kind: 'times-floor'; readonly floor: number; readonly limit: number }

export function isKept(figure: Figure): boolean {
  return judged(figure) <= figure.bar.limit
}

/** The figure as a row for `console.table`. */
export function renderRow(figure: Figure): Record<string, string> {
  const { what, unit, measured, bar } = figure
  const withUnit = (value: number) => `${Math.round(value * 100) / 100} ${unit}`
  const inWords = {
    'at-most': (value: number) => withUnit(value),
    'over-floor': (value: number) => `+${withUnit(value)}`,
    'times-floor': (value: number) => `${value.toFixed(2)}×`,
  }[bar.kind]
  return {
    what,
    measured: withUnit(measured),
    floor: 'floor' in bar ? withUnit(bar.floor) : '–',
    against: inWords(judged(figure)),
    bar: `≤ ${inWords(bar.limit)}`,
    kept: isKept(figure) ? 'yes' : 'NO',
  }
}

/** The number that the bar is about. */
function judged({ measured, bar }: Figure): number {
  if (bar.kind === 'over-floor') return measured - bar.floor
  return bar.kind === 'times-floor' ? measured / bar.floor : measured
}

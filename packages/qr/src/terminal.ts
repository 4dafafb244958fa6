import type { QrCode } from '@denglu/core'
import { TerminalTooSmallError } from './errors.ts'
import { type QrMatrix, toMatrix } from './matrix.ts'
import { checkQuietZone, type QuietZoneOptions } from './quiet-zone.ts'
import { drawLines, forms, type TerminalForm } from './terminal-forms.ts'

export interface TerminalOptions extends QuietZoneOptions {
  /** @default 'half' */
  readonly form?: TerminalForm
  /**
   * Without colour codes a code is light where characters are drawn, which is right for light text on a dark background.
   * This turns `plain` and `ascii` around, for dark text on a light one. `half` and `full` bring both colours along.
   *
   * @default false
   */
  readonly invert?: boolean
  /** Of the terminal, as in `process.stdout.columns`; unchecked when absent or 0, which means that it is unknown. */
  readonly columns?: number | undefined
  /** Of the terminal, as in `process.stdout.rows`; unchecked when absent or 0, which means that it is unknown. */
  readonly rows?: number | undefined
}

/** In characters. */
export interface TerminalSize {
  readonly columns: number
  readonly rows: number
}

/**
 * Draws a code as lines of text, without a newline at the end. It corrects errors at least at `low`: a screen does not
 * get scratched, and 'medium' takes two rows and four columns more for a login address.
 *
 * @throws TerminalTooSmallError when it takes more than the given `columns` or `rows`.
 * @throws UnreadableQrError | RangeError | TypeError as {@link toMatrix} does.
 * @example
 * console.log(await renderTerminal(event.qr, { columns: process.stdout.columns }))
 */
export async function renderTerminal(qr: QrCode, options: TerminalOptions = {}): Promise<string> {
  const { form = 'half', invert = false, columns, rows } = options
  const quietZone = checkQuietZone(options)
  const matrix = await toTerminalMatrix(qr)
  const needed = sizeOf(matrix, form, quietZone)
  if ((columns && columns < needed.columns) || (rows && rows < needed.rows)) throw new TerminalTooSmallError(needed)
  return drawLines(matrix, form, quietZone, invert).join('\n')
}

/**
 * How much room `renderTerminal` takes with the same options.
 *
 * @throws UnreadableQrError | RangeError | TypeError as {@link toMatrix} does.
 */
export async function terminalSize(qr: QrCode, options: TerminalOptions = {}): Promise<TerminalSize> {
  return sizeOf(await toTerminalMatrix(qr), options.form ?? 'half', checkQuietZone(options))
}

function toTerminalMatrix(qr: QrCode): Promise<QrMatrix> {
  return toMatrix(qr, { errorCorrection: 'low' })
}

function sizeOf({ size }: QrMatrix, form: TerminalForm, quietZone: number): TerminalSize {
  const side = size + 2 * quietZone
  const { columnsPerModule, modulesPerLine } = forms[form]
  return { columns: side * columnsPerModule, rows: Math.ceil(side / modulesPerLine) }
}

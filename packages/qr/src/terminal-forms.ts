import type { QrMatrix } from './matrix.ts'

/**
 * - `half`: half blocks, black on white whatever the theme: one column a module, two modules a line. The smallest.
 * - `full`: spaces on a black or white background, two columns a module. It needs no glyph, so it also serves where the
 *   blocks are missing, leave gaps or are drawn two columns wide, as some Chinese terminals do.
 * - `plain`: half blocks without colour codes, for `NO_COLOR` and text files.
 * - `ascii`: `@@` and spaces, two columns a module, without colour codes, for `TERM=dumb`. The last resort: it is read on
 *   a dark background, from some distance, and hardly ever on a light one.
 */
export type TerminalForm = 'half' | 'full' | 'plain' | 'ascii'

interface Form {
  readonly columnsPerModule: 1 | 2
  readonly modulesPerLine: 1 | 2
  /** Whether it brings black and white along, or has to draw with the colours that are there. */
  readonly isColoured: boolean
  /** Draws one line of text from one or two rows of modules, given as what is drawn and what is left blank. */
  drawLine(upper: readonly boolean[], lower: readonly boolean[]): string
}

/** Cells of the 256-colour cube: themes change the first sixteen colours, and hardly ever these. */
const black = 16
const white = 231
const reset = '\u001b[0m'

export const forms: Readonly<Record<TerminalForm, Form>> = {
  // Only ▄ and the space: fonts often draw ▀ and █ a pixel short of the line above, and the finder patterns fall apart.
  half: {
    columnsPerModule: 1,
    modulesPerLine: 2,
    isColoured: true,
    drawLine: (upper, lower) => colour(upper, (column) => (lower[column] === upper[column] ? ' ' : '▄')),
  },
  full: {
    columnsPerModule: 2,
    modulesPerLine: 1,
    isColoured: true,
    drawLine: (row) => colour(row, () => '  '),
  },
  plain: {
    columnsPerModule: 1,
    modulesPerLine: 2,
    isColoured: false,
    drawLine: drawBlocks,
  },
  ascii: {
    columnsPerModule: 2,
    modulesPerLine: 1,
    isColoured: false,
    drawLine: (row) => row.map((drawn) => (drawn ? '@@' : '  ')).join(''),
  },
}

/** Coloured lines end with a reset each, so that neither a redraw nor a cut line colours what follows. */
export function drawLines(matrix: QrMatrix, form: TerminalForm, quietZone: number, invert: boolean): string[] {
  const { isColoured, modulesPerLine, drawLine } = forms[form]
  // Without colours of our own, characters are the light modules: terminals are light on dark more often than not.
  const drawsDark = isColoured || invert
  const side = matrix.size + 2 * quietZone
  const rowAt = (row: number) =>
    Array.from({ length: side }, (_, column) => matrix.isDark(row - quietZone, column - quietZone) === drawsDark)
  return Array.from({ length: Math.ceil(side / modulesPerLine) }, (_, line) =>
    drawLine(rowAt(line * modulesPerLine), rowAt(line * modulesPerLine + 1)),
  )
}

/** Draws on black where the module is dark, on white where it is light, and with the other colour. */
function colour(modules: readonly boolean[], draw: (column: number) => string): string {
  const pen = (dark: boolean) => `\u001b[38;5;${dark ? white : black};48;5;${dark ? black : white}m`
  return modules.map((dark, at) => (dark === modules[at - 1] ? '' : pen(dark)) + draw(at)).join('') + reset
}

function drawBlocks(upper: readonly boolean[], lower: readonly boolean[]): string {
  return upper.map((drawn, column) => ' ▄▀█'[(drawn ? 2 : 0) + (lower[column] ? 1 : 0)]).join('')
}
